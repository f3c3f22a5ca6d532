// npm run admin -- --help
import { ensureDependencies, findNode } from './lib/dependencies.mjs'
import { main, run } from './lib/run.mjs'

await main(async () => {
  await ensureDependencies()
  return run(findNode(), ['server/src/admin/main.ts', ...process.argv.slice(2)])
})
