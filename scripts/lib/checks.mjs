import { findNode, programOf } from './dependencies.mjs'
import { programStep } from './steps.mjs'

const parts = ['.', 'contract', 'client', 'embed', 'ui', 'server', 'room', 'e2e', 'bench', 'docs', 'examples']

/** Everything that can be said of the sources without running them, each with its result. */
export async function check() {
  const node = findNode()
  const tsc = programOf('typescript', 'bin/tsc')
  // Left to itself Biome colours each letter of a log.
  const biome = [programOf('@biomejs/biome', 'bin/biome'), 'ci', ...(process.stdout.isTTY ? [] : ['--colors=off'])]
  const results = [
    await programStep('format and lint (biome)', node, biome),
    await programStep('who imports whom (boundaries.json)', node, ['scripts/boundaries.mjs']),
    await programStep('picture of the architecture', node, ['scripts/picture.mjs', '--check']),
  ]
  for (const part of parts) {
    results.push(await programStep(`types of ${part === '.' ? 'the tools' : part} (tsc)`, node, [tsc, '-p', part]))
  }
  results.push(
    await programStep('nothing unused (knip)', node, [programOf('knip', 'bin/knip.js')]),
    await programStep('package-lock.json is complete', node, ['scripts/lock.mjs', '--check']),
    await programStep('generated database types', node, ['scripts/db-types.mjs', '--check']),
    await programStep('generated types of the client', node, ['scripts/api-client.mjs', '--check']),
  )
  return results
}
