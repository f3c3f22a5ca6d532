import { ensureChromium } from './lib/chromium.mjs'
import { ensureDependencies, findNode } from './lib/dependencies.mjs'
import { ensureRoom } from './lib/room.mjs'
import { main, root, run } from './lib/run.mjs'

await main(async () => {
  await ensureDependencies()
  await ensureRoom()
  const env = { ...process.env, CHROMIUM_PATH: await ensureChromium() }
  return run(findNode(), ['bench/src/main.ts', ...process.argv.slice(2)], { cwd: root, env })
})
