// Draws the architecture from boundaries.json; with --check it only says whether the picture fits.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { drawArchitecture } from './lib/architecture-picture.mjs'
import { Explained, main, root } from './lib/run.mjs'

const target = path.join(root, 'docs/pictures/architecture.svg')

await main(async () => {
  const drawn = drawArchitecture(JSON.parse(readFileSync(path.join(root, 'boundaries.json'), 'utf8')))
  if (process.argv.includes('--check')) {
    if (readFileSync(target, 'utf8') === drawn) return 0
    throw new Explained('docs/pictures/architecture.svg does not fit boundaries.json. Run "npm run picture".')
  }
  writeFileSync(target, drawn)
  return 0
})
