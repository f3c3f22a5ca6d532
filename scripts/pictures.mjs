// Keeps how each screen looks now, in room/test/pictures.json: the tests compare with it, and a commit shows what has changed.
import { ensureChromium } from './lib/chromium.mjs'
import { ensureDependencies, findNode, programOf } from './lib/dependencies.mjs'
import { ensureFonts } from './lib/fonts.mjs'
import { main, run } from './lib/run.mjs'

await main(async () => {
  await ensureDependencies()
  await ensureFonts()
  const env = { ...process.env, CHROMIUM_PATH: await ensureChromium(), PICTURES: 'keep' }
  // A screen that was not reached in time would be missing.
  const args = ['run', '--project', 'room', '--testTimeout', '60000']
  return run(findNode(), [programOf('vitest', 'vitest.mjs'), ...args], { env })
})
