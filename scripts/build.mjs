import { ensureDependencies } from './lib/dependencies.mjs'
import { buildRoom } from './lib/room.mjs'
import { main } from './lib/run.mjs'

await main(async () => {
  await ensureDependencies()
  return buildRoom()
})
