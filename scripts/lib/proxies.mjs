import { existsSync } from 'node:fs'
import { canInstall, install } from './apt.mjs'
import { Explained } from './run.mjs'

/** Where Debian and Ubuntu put them, by the names of their packages. */
const programs = { nginx: '/usr/sbin/nginx', caddy: '/usr/bin/caddy' }

const missing = () =>
  Object.entries(programs)
    .filter(([, program]) => !existsSync(program))
    .map(([name]) => name)

/**
 * The reverse proxies that docs/self-hosting.md has lines for, which the tests start as they stand there. Where they cannot
 * be had, those tests are skipped; in CI that is a failure.
 * @returns {Promise<string | null>} what is not tested then, and why
 */
export async function ensureProxies() {
  if (missing().length > 0 && canInstall()) await install(missing(), 'The tests of updates need reverse proxies')
  const without = missing()
  if (without.length === 0) return null
  const why = `Updates behind a proxy: ${without.join(' and ')} is needed for that.`
  if (process.env.CI) throw new Explained(`${why} A run in CI needs it.`)
  return why
}
