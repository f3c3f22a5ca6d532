/**
 * @typedef {import('./browser-data.mjs').Knowledge} Knowledge
 * @typedef {import('./web-apis.mjs').Use} Use
 */

/**
 * What a built style sheet uses that one of the browsers lacks, and by which it loses more than that: a selector that is not
 * known takes the others in its list with it, and a function the line that it is in. A property, or a selector that stands
 * alone, is only not there. What stands within `@supports` was looked for.
 * @param {string} file
 * @param {string} text
 * @param {Knowledge} knowledge
 * @returns {Use[]}
 */
export function lackingInCss(file, text, knowledge) {
  /** @type {Use[]} */
  const uses = []
  const plain = text.replace(/\/\*.*?\*\/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^)]*\)/gs, '""')
  /** @type {string[]} */
  const around = []
  for (const [, words = '', end] of plain.matchAll(/([^{};]*)([{};])/g)) {
    const said = words.trim()
    const isIn = (/** @type {RegExp} */ rule) => around.some((one) => rule.test(one))
    /** @param {string} name @param {string} lacking */
    const note = (name, lacking) => {
      if (lacking && !isIn(/^@supports/)) uses.push({ name, where: `${file}: ${[...around, said].join(' ')}`, lacking })
    }
    const rule = /^@([a-z][\w-]*)/.exec(said)?.[1]
    if (rule) note(`@${rule}`, knowledge.ofCss('at-rules', rule))
    if (end === '{' && !rule && said.includes(',') && !isIn(/^@(-\w+-)?keyframes/)) {
      for (const [, name = ''] of said.matchAll(/:{1,2}([a-z][\w-]*)/g)) {
        note(`:${name}`, knowledge.ofCss('selectors', name))
      }
    }
    const value = end === '{' ? '' : (/^[\w-]+:(.*)$/s.exec(said)?.[1] ?? '')
    for (const [, name = ''] of value.matchAll(/(?<![\w-])([a-z][\w-]*)\(/g)) {
      note(`${name}()`, knowledge.ofCssFunction(name))
    }
    if (end === '{') around.push(said)
    if (end === '}') around.pop()
  }
  return uses
}
