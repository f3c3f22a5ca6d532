/** @typedef {{ name: string, file: string, seconds: number }} Timed */

/**
 * The tests that take longest, one a line: where to look when all of them take too long.
 * @param {readonly Timed[]} tests
 */
export function slowestOf(tests) {
  const slowest = tests.toSorted((a, b) => b.seconds - a.seconds).slice(0, 10)
  return slowest.map(({ name, file, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${file}: ${name}`).join('\n')
}

/**
 * @param {{ testResults: { name: string, assertionResults: { title: string, duration?: number | null }[] }[] }} report of Vitest
 * @param {string} root
 * @returns {Timed[]}
 */
export function timesOfVitest({ testResults }, root) {
  return testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults.map(({ title, duration }) => ({
      name: title,
      file: file.replace(`${root}/`, ''),
      seconds: (duration ?? 0) / 1000,
    })),
  )
}

/** @typedef {{ title: string, file: string, tests: { results: { duration: number }[] }[] }} Spec */
/** @typedef {{ suites?: Suite[], specs?: Spec[] }} Suite */

/**
 * @param {Suite} suite of Playwright's report, or all of it
 * @returns {Timed[]}
 */
export function timesOfPlaywright({ suites = [], specs = [] }) {
  const own = specs.map(({ title, file, tests }) => {
    const ms = tests.flatMap(({ results }) => results.map(({ duration }) => duration))
    return { name: title, file: `e2e/${file}`, seconds: ms.reduce((sum, one) => sum + one, 0) / 1000 }
  })
  return [...own, ...suites.flatMap(timesOfPlaywright)]
}
