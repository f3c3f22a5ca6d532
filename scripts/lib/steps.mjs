import { toldFailures } from './failures.mjs'
import { Explained, run } from './run.mjs'

/**
 * @typedef {{
 *   passed: number,
 *   failed: number,
 *   skipped: number,
 *   whySkipped?: readonly string[],
 *   failures?: readonly import('./failures.mjs').Failure[],
 * }} Counts
 */

/**
 * One thing that is right or wrong as a whole.
 * @param {string} name
 * @param {() => Promise<number>} work
 * @returns {Promise<Counts & { name: string }>}
 */
export async function step(name, work) {
  const began = Date.now()
  const code = await work().catch((error) => {
    if (!(error instanceof Explained)) throw error
    console.error(`\n  ${error.message}\n`)
    return 1
  })
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  console.log(code === 0 ? `✓ ${name} (${seconds} s)` : `✗ ${name} (${seconds} s): what is wrong stands above`)
  if (code === 0) return { name, passed: 1, failed: 0, skipped: 0 }
  const failure = { file: 'scripts', name, messages: ['what is wrong stands above, where this step is'] }
  return { name, passed: 0, failed: 1, skipped: 0, failures: [failure] }
}

/**
 * @param {string} name
 * @param {string} command
 * @param {readonly string[]} args
 */
export function programStep(name, command, args) {
  return step(name, () => run(command, args))
}

/**
 * @param {readonly Counts[]} parts
 * @returns {Counts}
 */
function sum(parts) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const { passed, failed, skipped } of parts) {
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
  }
  return total
}

/**
 * Says what failed, then, in the last line, how it went, and answers with the exit code.
 * @param {readonly Counts[]} parts
 */
export function conclude(parts) {
  const { passed, failed, skipped } = sum(parts)
  if (skipped > 0) console.log(`\n${skipped} skipped`)
  for (const reason of new Set(parts.flatMap(({ whySkipped = [] }) => whySkipped))) console.log(`  ${reason}`)
  const failures = parts.flatMap(({ failures = [] }) => failures)
  if (failures.length > 0) console.log(`\nWhat failed:\n${toldFailures(failures)}`)
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed === 0 && passed > 0 ? 0 : 1
}
