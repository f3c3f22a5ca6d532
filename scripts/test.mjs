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
  /** @type {import('./lib/steps.mjs').Counts[]} */
  const results = isAll ? await check() : []
  // Before the server's tests, as some of them start it as it is started for people.
  const build = await step('the room builds (vite)', buildRoom)
  results.push(build)
  if (build.failed > 0) return conclude(results)
  let chromium = ''
  const found = await step('there is a Chromium', async () => {
    chromium = await ensureChromium()
    return 0
  })
  results.push(found)
  if (found.failed > 0) return conclude(results)
  if (isWanted('networks')) await ensureNetworkTools()
  const firefox = isWanted('firefox') ? await ensureFirefox() : null
  const webkit = isWanted('webkit') ? await ensureWebKit() : null
  await ensureFonts()
  if (isAll) {
    const stripeMock = await ensureStripeMock()
    results.push(
      await vitest(chromium, stripeMock, [
        await ensureDeployTools(),
        await ensureOlderPostgres(),
        await ensureDatabaseTools(),
        await ensureExampleTools(),
      ]),
    )
  }
  const browsers = { chromium, firefox, webkit }
  if (argsForPlaywright.length > 0) results.push(await playwright(browsers, argsForPlaywright))
  else results.push(...(await allJourneys(browsers)))
  return conclude(results)
})

/**
 * Whether the journeys that somebody asked for have these among them; without asking all run.
 * @param {string} part
 */
function isWanted(part) {
  const asked = argsForPlaywright.filter((argument) => !argument.startsWith('-'))
  return asked.length === 0 || asked.some((argument) => argument.includes(part))
}
