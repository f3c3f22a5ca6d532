import { ensureDependencies, findNode } from './lib/dependencies.mjs'
import { ensureRoom } from './lib/room.mjs'
import { main, runUntilStopped } from './lib/run.mjs'

await main(async () => {
  await ensureDependencies()
  await ensureRoom()
  return runUntilStopped(findNode(), ['server/src/main.ts'])
})
