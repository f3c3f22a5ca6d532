import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { findNode, programOf } from './dependencies.mjs'
import { failuresOfPlaywright, failuresOfVitest } from './failures.mjs'
import { olderPostgres } from './older-postgres.mjs'
import { root, run } from './run.mjs'
import { slowestOf, timesOfPlaywright, timesOfVitest } from './slowest.mjs'
import { withoutStripeMock } from './stripe-mock.mjs'

/** @typedef {import('./steps.mjs').Counts} Counts */
/** Where they are. @typedef {{ chromium: string, firefox: string | null, webkit: string | null }} Browsers */
/** @typedef {Counts & { times: import('./slowest.mjs').Timed[] }} Timed */

const reports = path.join(root, 'test-results')

/**
 * Unit and server tests, and those of the call's engine in a browser.
 * @param {string} chromium
 * @param {string | null} stripeMock
 * @param {readonly (string | null)[]} without what else is not tested, and why
 */
export function vitest(chromium, stripeMock, without) {
  const report = path.join(reports, 'vitest.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const older = JSON.stringify(olderPostgres())
  const env = { ...process.env, CHROMIUM_PATH: chromium, STRIPE_MOCK_PATH: stripeMock ?? '', OLDER_POSTGRES: older }
  return suite(report, programOf('vitest', 'vitest.mjs'), args, env, (result) => {
    const failures = failuresOfVitest(result, root)
    return {
      passed: result.numPassedTests,
      failed: failures.length,
      skipped: result.numPendingTests + (result.numTodoTests ?? 0),
      whySkipped: [stripeMock ? null : withoutStripeMock, ...without].filter((why) => why !== null),
      failures,
      times: timesOfVitest(result, root),
    }
  })
}

/**
 * All journeys: most of them wait for the network and the clock more than for the machine, so two run at a time; then,
 * one by one, those that need it for themselves (playwright.config.ts).
 * @param {Browsers} browsers
 */
export async function allJourneys(browsers) {
  const results = []
  for (const { projects, workers } of [
    { projects: ['waits', 'side by side'], workers: 2 },
    { projects: ['alone'], workers: 1 },
  ]) {
    const output = `--output=${path.join(reports, 'e2e', projects.join(', '))}`
    const asked = projects.map((project) => `--project=${project}`)
    results.push(await playwright(browsers, [...asked, `--workers=${workers}`, output]))
  }
  return results
}

/**
 * Journeys through the product in browsers, one by one.
 * @param {Browsers} browsers
 * @param {readonly string[]} args for Playwright
 */
export function playwright({ chromium, firefox, webkit }, args) {
  const report = path.join(reports, 'e2e.json')
  const env = { ...process.env, CHROMIUM_PATH: chromium, FIREFOX_PATH: firefox ?? '', WEBKIT_PATH: webkit ?? '' }
  return suite(report, programOf('@playwright/test', 'cli.js'), ['test', ...args], env, ({ stats, suites }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    whySkipped: suites.flatMap(reasonsIn),
    failures: failuresOfPlaywright({ suites }),
    times: timesOfPlaywright({ suites }),
  }))
}

/** @typedef {{ annotations: { type: string, description?: string }[] }} PlaywrightTest */
/** @typedef {{ suites?: PlaywrightSuite[], specs?: { tests: PlaywrightTest[] }[] }} PlaywrightSuite */

/**
 * @param {PlaywrightSuite} suite
 * @returns {string[]}
 */
function reasonsIn({ suites = [], specs = [] }) {
  const notes = specs.flatMap(({ tests }) => tests.flatMap(({ annotations }) => annotations))
  const reasons = notes.flatMap(({ type, description }) => (type === 'skip' && description ? [description] : []))
  return [...reasons, ...suites.flatMap(reasonsIn)]
}

/**
 * Runs tests with their output on the screen and counts in the report that they leave.
 * @param {string} report
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {(result: any) => Timed} count
 * @returns {Promise<Counts>}
 */
async function suite(report, program, args, env, count) {
  rmSync(report, { force: true })
  const code = await run(findNode(), [program, ...args], { env })
  const counts = readCounts(report, count)
  if (!counts) return { passed: 0, failed: 1, skipped: 0, failures: [outsideOf(program, 'left no report')] }
  console.log(`\nThe slowest of these tests:\n${slowestOf(counts.times)}\n`)
  // Something went wrong outside of any test.
  if (code !== 0 && counts.failed === 0) {
    return { ...counts, failed: 1, failures: [outsideOf(program, `ended with ${code}, though no test failed`)] }
  }
  return counts
}

/**
 * @param {string} program
 * @param {string} name
 * @returns {import('./failures.mjs').Failure}
 */
function outsideOf(program, name) {
  return { file: path.relative(root, program), name, messages: ['what is wrong stands in its output'] }
}

/**
 * @param {string} report
 * @param {(result: any) => Timed} count
 */
function readCounts(report, count) {
  try {
    return count(JSON.parse(readFileSync(report, 'utf8')))
  } catch (error) {
    console.error(`The report ${report} cannot be read: ${error instanceof Error ? error.message : error}`)
    return null
  }
}
