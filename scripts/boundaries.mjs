// Who imports whom, against boundaries.json: see docs/decisions/0038-boundaries-as-data.md.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { judge, needless } from './lib/boundaries.mjs'
import { circlesIn } from './lib/circles.mjs'
import { readImportGraph } from './lib/import-graph.mjs'
import { Explained, main, root } from './lib/run.mjs'

await main(async () => {
  const boundaries = JSON.parse(readFileSync(path.join(root, 'boundaries.json'), 'utf8'))
  const graph = readImportGraph(root)
  const wrong = [
    ...judge(boundaries, graph),
    ...needless(boundaries, graph),
    ...circlesIn(graph).map((circle) => `A circle: ${circle.join(' → ')}`),
  ]
  if (wrong.length > 0) throw new Explained(wrong.join('\n  '))
  return 0
})
