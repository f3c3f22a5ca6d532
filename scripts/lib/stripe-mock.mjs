import { existsSync } from 'node:fs'
import path from 'node:path'
import { Explained, root, run } from './run.mjs'

/** It carries the description of Stripe's API that it refuses requests by. */
const version = 'v0.203.0'
const folder = path.join(root, '.cache', 'stripe-mock', version)
const program = path.join(folder, process.platform === 'win32' ? 'stripe-mock.exe' : 'stripe-mock')

export const withoutStripeMock = 'Whether Stripe knows what we send it: Go is needed to build stripe-mock.'

/**
 * Stripe's own stripe-mock, built once by Go: it keeps nothing, and refuses what Stripe's description of its API does not
 * know. Where there is no Go, the tests with it say that they were skipped; in CI that is a failure.
 * @returns {Promise<string | null>} where it is
 */
export async function ensureStripeMock() {
  if (existsSync(program)) return program
  const env = { ...process.env, GOBIN: folder }
  const code = await run('go', ['install', `github.com/stripe/stripe-mock@${version}`], { env }).catch(noGo)
  if (code === 0 && existsSync(program)) return program
  if (process.env.CI) throw new Explained(`${withoutStripeMock} A run in CI needs it.`)
  return null
}

/** @param {NodeJS.ErrnoException} error */
function noGo(error) {
  if (error.code === 'ENOENT') return 127
  throw error
}
