import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { canInstall, install } from './apt.mjs'
import { Explained } from './run.mjs'

/** Where Debian and Ubuntu put each PostgreSQL with the programs that save it, which the embedded one has not. */
const place = '/usr/lib/postgresql'
const programs = ['initdb', 'pg_ctl', 'pg_dump', 'pg_restore', 'pg_basebackup']

const isThere = () =>
  existsSync(place) &&
  readdirSync(place).some((version) => programs.every((name) => existsSync(path.join(place, version, 'bin', name))))

/**
 * What saves and restores a database, and makes a standby of one, as hosts do it. Where it cannot be had, those tests are skipped;
 * in CI that is a failure.
 * @returns {Promise<string | null>} what is not tested then, and why
 */
export async function ensureDatabaseTools() {
  if (!isThere() && canInstall()) await install(['postgresql'], 'The tests of backups and of a standby need PostgreSQL')
  if (isThere()) return null
  const why = `Backups, and a standby that takes over: for that it needs a PostgreSQL of the system, in ${place}.`
  if (process.env.CI) throw new Explained(`${why} A run in CI needs it.`)
  return why
}
