import { parseSync } from 'vite'

/**
 * @typedef {import('./browser-data.mjs').Knowledge} Knowledge
 * @typedef {import('vite').ESTree.Node & { start: number, end: number }} Node
 * @typedef {{ name: string, where: string, lacking: string }} Use `where`: what stands around it
 */

/** What there is one of in each page, by the name of its class. */
const ones = /** @type {Record<string, string>} */ ({
  navigator: 'Navigator',
  document: 'Document',
  history: 'History',
  location: 'Location',
  performance: 'Performance',
  crypto: 'Crypto',
  screen: 'Screen',
  localStorage: 'Storage',
  sessionStorage: 'Storage',
})
const globals = new Set(['globalThis', 'window', 'self'])

/**
 * What a script uses that one of the browsers lacks, where that would throw. It may read a member that is not there and find
 * `undefined`; it may not call it or read on. What stands behind a look whether it is there, or in a `try`, is left out.
 * @param {string} file
 * @param {string} text
 * @param {Knowledge} knowledge
 * @param {ReadonlySet<string>} own names of members that the scripts define themselves
 * @returns {Use[]}
 */
export function lackingIn(file, text, knowledge, own) {
  /** @type {Use[]} */
  const uses = []
  const declared = new Set()
  const { program, errors } = parseSync(file, text, { sourceType: 'unambiguous', lang: 'js' })
  if (errors[0]) throw new Error(`${file} cannot be read: ${errors[0].message}`)
  walk(program, [], (node, ancestors) => {
    for (const name of declaredBy(node, ancestors.at(-1))) declared.add(name)
  })
  /** @param {any} member */
  const isLackingMember = ({ property }) => knowledge.ofAnyMember(property.name) !== ''
  walk(program, [], (node, ancestors) => {
    const parent = ancestors.at(-1)
    /** @param {string} name what it is called when it is told @param {string} looked what a look for it has in it @param {string} lacking */
    const note = (name, looked, lacking) => {
      if (!lacking || isLookedFor(looked, node, ancestors, text)) return
      const where = text.slice(Math.max(0, node.start - 50), node.end + 40).replace(/\s+/g, ' ')
      uses.push({ name, where: `${file}: …${where}…`, lacking })
    }
    if (node.type === 'Literal' && 'regex' in node && node.regex) {
      if (node.regex.flags.includes('v'))
        note('RegExp v', 'unicodeSets', knowledge.ofMember('RegExp', 'unicodeSets') ?? '')
      if (node.regex.flags.includes('d'))
        note('RegExp d', 'hasIndices', knowledge.ofMember('RegExp', 'hasIndices') ?? '')
    }
    if (node.type === 'Identifier' && isRead(node, parent) && !declared.has(node.name)) {
      if (parent?.type !== 'UnaryExpression' || parent.operator !== 'typeof') {
        note(node.name, node.name, knowledge.ofGlobal(node.name))
      }
    }
    if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return
    if (!isNeeded(node, parent)) return
    // What it is a member of may not be there, and was looked for.
    if (node.optional && node.object.type === 'MemberExpression' && isLackingMember(node.object)) return
    const { name } = node.property
    const owner = ownerOf(node.object, declared, knowledge)
    if (owner === 'globalThis') return note(name, name, knowledge.ofGlobal(name))
    const known = owner === null ? undefined : knowledge.ofMember(owner, name)
    if (known !== undefined) return note(`${owner}.${name}`, name, known)
    if (!own.has(name)) note(`.${name}`, name, knowledge.ofAnyMember(name))
  })
  return uses
}

/**
 * The names of members that a script defines itself.
 * @param {string} file
 * @param {string} text
 * @returns {string[]}
 */
export function membersOf(file, text) {
  /** @type {string[]} */
  const names = []
  walk(parseSync(file, text, { sourceType: 'unambiguous', lang: 'js' }).program, [], (node) => {
    if (node.type === 'Property' || node.type === 'MethodDefinition' || node.type === 'PropertyDefinition') {
      if (!node.computed && node.key.type === 'Identifier') names.push(node.key.name)
    } else if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression' && !node.left.computed) {
      if (node.left.property.type === 'Identifier') names.push(node.left.property.name)
    }
  })
  return names
}

/**
 * @param {unknown} value
 * @param {readonly Node[]} ancestors
 * @param {(node: Node, ancestors: readonly Node[]) => void} visit
 */
function walk(value, ancestors, visit) {
  if (Array.isArray(value)) {
    for (const one of value) walk(one, ancestors, visit)
    return
  }
  if (typeof value !== 'object' || value === null || !('type' in value)) return
  const node = /** @type {Node} */ (value)
  visit(node, ancestors)
  const inside = [...ancestors, node]
  for (const child of Object.values(node)) if (typeof child === 'object') walk(child, inside, visit)
}

/**
 * @param {Node} node
 * @param {Node | undefined} parent
 * @returns {string[]}
 */
function declaredBy(node, parent) {
  if (node.type === 'VariableDeclarator') return namesIn(node.id)
  if (node.type === 'CatchClause') return namesIn(node.param)
  if (node.type === 'ImportDeclaration') return node.specifiers.map(({ local }) => local.name)
  if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') return namesIn(node.id)
  if (node.type === 'ArrowFunctionExpression') return node.params.flatMap(namesIn)
  if (node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression') {
    const isMethod = parent?.type === 'Property' || parent?.type === 'MethodDefinition'
    return [...(isMethod ? [] : namesIn(node.id)), ...node.params.flatMap(namesIn)]
  }
  return []
}

/**
 * @param {any} pattern
 * @returns {string[]}
 */
function namesIn(pattern) {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern.name]
    case 'ObjectPattern':
      return pattern.properties.flatMap((/** @type {any} */ one) => namesIn(one.value ?? one.argument))
    case 'ArrayPattern':
      return pattern.elements.flatMap(namesIn)
    case 'AssignmentPattern':
      return namesIn(pattern.left)
    case 'RestElement':
      return namesIn(pattern.argument)
    default:
      return []
  }
}

/**
 * Whether a name stands for a value here, and not for a member, a label or a key.
 * @param {Node} node
 * @param {any} parent
 */
function isRead(node, parent) {
  if (!parent) return false
  if (parent.type === 'MemberExpression') return parent.object === node || parent.computed
  if (parent.type === 'Property') return parent.value === node || parent.computed
  if (['MethodDefinition', 'PropertyDefinition'].includes(parent.type)) return parent.value === node || parent.computed
  return !/^(Import|Export|Labeled|Break|Continue|Meta)/.test(parent.type)
}

/**
 * Whether a member has to be there: `undefined` can neither be called nor read on.
 * @param {Node} node
 * @param {any} parent
 */
function isNeeded(node, parent) {
  if (parent?.type === 'CallExpression' || parent?.type === 'NewExpression')
    return parent.callee === node && !parent.optional
  return parent?.type === 'MemberExpression' && parent.object === node && !parent.optional
}

/**
 * Whose member something is, as far as that can be told: `navigator.wakeLock.request` is one of WakeLock's.
 * @param {any} object
 * @param {ReadonlySet<unknown>} declared
 * @param {Knowledge} knowledge
 * @returns {string | null}
 */
function ownerOf(object, declared, knowledge) {
  if (object.type === 'Identifier' && !declared.has(object.name)) {
    if (globals.has(object.name)) return 'globalThis'
    if (ones[object.name]) return ones[object.name] ?? null
    return knowledge.isKnownOwner(object.name) ? object.name : null
  }
  if (object.type !== 'MemberExpression' || object.property.type !== 'Identifier' || object.computed) return null
  const { name } = object.property
  const owner = ownerOf(object.object, declared, knowledge)
  if (name === 'prototype' || owner === null) return null
  if (owner === 'globalThis' && ones[name]) return ones[name] ?? null
  const [first = ''] = name
  const className = `${first.toUpperCase()}${name.slice(1)}`
  return [name, className].find((one) => /^[A-Z]/.test(one) && knowledge.isKnownOwner(one)) ?? null
}

/**
 * Whether the script looks before it uses something: in a condition around it or in one that leads away before, or in what
 * catches whatever it throws.
 * @param {string} name
 * @param {Node} node
 * @param {readonly Node[]} ancestors
 * @param {string} text
 */
function isLookedFor(name, node, ancestors, text) {
  const word = new RegExp(`(?<![\\w$])${name}(?![\\w$])`)
  /** @param {Node | null | undefined} part */
  const mentions = (part) => Boolean(part && word.test(text.slice(part.start, part.end)))
  let isSameFunction = true
  /** @type {Node} */
  let inside = node
  for (const around of [...ancestors].reverse()) {
    if (around.type === 'IfStatement' || around.type === 'ConditionalExpression') {
      if (around.test !== inside && mentions(around.test)) return true
    } else if (around.type === 'LogicalExpression') {
      if (around.right === inside && mentions(around.left)) return true
    } else if (around.type === 'TryStatement') {
      if (isSameFunction && around.block === inside && around.handler) return true
    } else if (around.type === 'BlockStatement' || around.type === 'Program') {
      const before = /** @type {Node[]} */ (around.body).filter(({ end }) => end <= inside.start)
      if (before.some((one) => one.type === 'IfStatement' && leadsAway(one.consequent) && mentions(one.test)))
        return true
    } else if (/Function/.test(around.type)) {
      isSameFunction = false
    }
    inside = around
  }
  return false
}

/**
 * @param {any} statement
 * @returns {boolean}
 */
function leadsAway(statement) {
  if (statement.type === 'BlockStatement') return statement.body.some(leadsAway)
  return statement.type === 'ReturnStatement' || statement.type === 'ThrowStatement'
}
