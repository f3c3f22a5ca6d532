// npm run admin -- --help
import { ensureDependencies, findNode } from './lib/dependencies.mjs'
import { main, run } from './lib/run.mjs'

await main(async () => {
  await ensureDependencies()
  // The two dashes: Node would take --env-file for an option of its own, wherever it stands.
  return run(findNode(), ['--', 'server/src/admin/main.ts', ...process.argv.slice(2)])
})
