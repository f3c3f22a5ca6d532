/** @typedef {{ file: string, name: string, messages: readonly string[] }} Failure */

/** Enough of a message to see what was expected and where, and not the whole page that it was expected of. */
const linesOfMessage = 12
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what colours are written with
const colours = /\u001B\[[\d;]*m/g

/**
 * What failed, for the end of the output: where a log is cut, its end is what is left.
 * @param {readonly Failure[]} failures
 */
export function toldFailures(failures) {
  return failures
    .map(({ file, name, messages }) => {
      const lines = messages.flatMap((message) => message.replace(colours, '').split('\n')).slice(0, linesOfMessage)
      return [`✗ ${file}: ${name}`, ...lines.map((line) => `    ${line}`)].join('\n')
    })
    .join('\n')
}

/** @typedef {{ fullName: string, status: string, failureMessages?: readonly string[] | null }} VitestTest */
/** @typedef {{ name: string, status: string, message?: string, assertionResults: readonly VitestTest[] }} VitestFile */

/**
 * A file that cannot even be loaded has no test that could fail, and counts as one.
 * @param {{ testResults: readonly VitestFile[] }} report of Vitest
 * @param {string} root
 * @returns {Failure[]}
 */
export function failuresOfVitest({ testResults }, root) {
  return testResults.flatMap(({ name, status, message = '', assertionResults }) => {
    const file = name.replace(`${root}/`, '')
    const failed = assertionResults
      .filter((test) => test.status === 'failed')
      .map(({ fullName, failureMessages }) => ({ file, name: fullName, messages: failureMessages ?? [] }))
    if (status === 'failed' && failed.length === 0) return [{ file, name: 'is not even run', messages: [message] }]
    return failed
  })
}

/** @typedef {{ error?: { message?: string, stack?: string } }} PlaywrightResult */
/** @typedef {{ title: string, file: string, ok: boolean, tests: readonly { results: readonly PlaywrightResult[] }[] }} Spec */
/** @typedef {{ suites?: readonly Suite[], specs?: readonly Spec[] }} Suite */

/**
 * @param {Suite} suite of Playwright's report, or all of it
 * @returns {Failure[]}
 */
export function failuresOfPlaywright({ suites = [], specs = [] }) {
  const own = specs
    .filter(({ ok }) => !ok)
    .map(({ title, file, tests }) => {
      const errors = tests.flatMap(({ results }) => results.map(({ error }) => error?.message ?? error?.stack ?? ''))
      return { file: `e2e/${file}`, name: title, messages: errors.filter(Boolean) }
    })
  return [...own, ...suites.flatMap(failuresOfPlaywright)]
}
