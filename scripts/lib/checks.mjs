import { findNode, programOf } from './dependencies.mjs'
import { programStep } from './steps.mjs'

const parts = ['.', 'contract', 'server', 'room', 'e2e', 'bench', 'docs']

/** Everything that can be said of the sources without running them, each with its result. */
export async function check() {
  const node = findNode()
  const tsc = programOf('typescript', 'bin/tsc')
  const results = [
    await programStep('format, lint and import rules (biome)', node, [
      programOf('@biomejs/biome', 'bin/biome'),
      'ci',
      '.',
    ]),
  ]
  for (const part of parts) {
    results.push(await programStep(`types of ${part === '.' ? 'the tools' : part} (tsc)`, node, [tsc, '-p', part]))
  }
  results.push(
    await programStep('nothing unused (knip)', node, [programOf('knip', 'bin/knip.js')]),
    await programStep('generated database types', node, ['scripts/db-types.mjs', '--check']),
  )
  return results
}
