// Everything, or with "e2e" as first argument only the journeys; what follows is then for Playwright.
import { check } from './lib/checks.mjs'
import { ensureChromium } from './lib/chromium.mjs'
import { ensureDatabaseTools } from './lib/database-tools.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { ensureDeployTools } from './lib/deploy-tools.mjs'
import { ensureExampleTools } from './lib/example-tools.mjs'
import { ensureFirefox } from './lib/firefox.mjs'
import { ensureFonts } from './lib/fonts.mjs'
import { ensureNetworkTools } from './lib/network-tools.mjs'
import { ensureOlderPostgres } from './lib/older-postgres.mjs'
import { buildRoom } from './lib/room.mjs'
import { main } from './lib/run.mjs'
import { conclude, step } from './lib/steps.mjs'
import { ensureStripeMock } from './lib/stripe-mock.mjs'
import { allJourneys, playwright, vitest } from './lib/suites.mjs'
import { ensureWebKit } from './lib/webkit.mjs'

const [only, ...argsForPlaywright] = process.argv.slice(2)

await main(async () => {
  const ready = await step('what is tested with is installed', async () => {
    await ensureDependencies()
    return 0
  })
  if (ready.failed > 0) return conclude([ready])
  const isAll = only !== 'e2e'
  // None of them needs what another one makes, and what is installed is waited for. Some of the server's tests start it as it is
  // started for people, so that the room is built before them.
  const [checks, build, found] = await Promise.all([
    isAll ? check() : [],
    step('the room builds (vite)', buildRoom),
    findTools(isAll),
  ])
  /** @type {import('./lib/steps.mjs').Counts[]} */
  const results = [...checks, build, found.counts]
  if (build.failed > 0 || found.counts.failed > 0) return conclude(results)
  const { browsers, stripeMock, without } = found
  if (isAll) results.push(await vitest(browsers.chromium, stripeMock, without))
  if (argsForPlaywright.length > 0) results.push(await playwright(browsers, argsForPlaywright))
  else results.push(...(await allJourneys(browsers)))
  return conclude(results)
})

/**
 * What is tested with, which is installed where it is missing and can be.
 * @param {boolean} isAll
 */
async function findTools(isAll) {
  const browsers = {
    chromium: '',
    firefox: /** @type {string | null} */ (null),
    webkit: /** @type {string | null} */ (null),
  }
  /** @type {(string | null)[]} */
  const without = []
  let stripeMock = null
  const counts = await step('there are a Chromium, and the tools of the tests', async () => {
    browsers.chromium = await ensureChromium()
    if (isWanted('networks')) await ensureNetworkTools()
    if (isWanted('firefox')) browsers.firefox = await ensureFirefox()
    if (isWanted('webkit')) browsers.webkit = await ensureWebKit()
    await ensureFonts()
    if (!isAll) return 0
    stripeMock = await ensureStripeMock()
    without.push(await ensureDeployTools(), await ensureOlderPostgres(), await ensureDatabaseTools())
    without.push(await ensureExampleTools())
    return 0
  })
  return { counts, browsers, stripeMock, without }
}

/**
 * Whether the journeys that somebody asked for have these among them; without asking all run.
 * @param {string} part
 */
function isWanted(part) {
  const asked = argsForPlaywright.filter((argument) => !argument.startsWith('-'))
  return asked.length === 0 || asked.some((argument) => argument.includes(part))
}
