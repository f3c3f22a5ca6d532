import { existsSync } from 'node:fs'
import { canInstall, install } from './apt.mjs'
import { Explained } from './run.mjs'

/** Where Debian and Ubuntu put them, by the names of their packages. */
const programs = {
  nginx: '/usr/sbin/nginx',
  caddy: '/usr/bin/caddy',
  systemd: '/usr/bin/systemd-analyze',
  prometheus: '/usr/bin/promtool',
  shellcheck: '/usr/bin/shellcheck',
  'docker-compose': '/usr/bin/docker-compose',
  coturn: '/usr/bin/turnserver',
}

const missing = () =>
  Object.entries(programs)
    .filter(([, program]) => !existsSync(program))
    .map(([name]) => name)

/**
 * What docs/self-hosting.md has lines for, which the tests start as they stand there, and what knows whether a unit is sound,
 * a composition, rules for alerts, or the command that installs. Where they cannot be had, those tests are skipped; in CI that
 * is a failure.
 * @returns {Promise<string | null>} what is not tested then, and why
 */
export async function ensureDeployTools() {
  if (missing().length > 0 && canInstall()) await install(missing(), 'The tests of running it need what it is run with')
  const without = missing()
  if (without.length === 0) return null
  const why = `Updates behind proxies, the unit for systemd, what compose.yaml starts, the rules for alerts and the command that installs: for that it needs ${without.join(' and ')}.`
  if (process.env.CI) throw new Explained(`${why} A run in CI needs it.`)
  return why
}
