// Makes the packages that others install: dist/packages/*.tgz.
import path from 'node:path'
import { ensureDependencies } from './lib/dependencies.mjs'
import { makePackages } from './lib/packages.mjs'
import { main, root } from './lib/run.mjs'

await main(async () => {
  await ensureDependencies()
  for (const file of makePackages(path.join(root, 'dist/packages'))) console.log(path.relative(root, file))
  return 0
})
