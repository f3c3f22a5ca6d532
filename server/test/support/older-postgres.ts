import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { DatabaseConfig } from '../../src/db/pool.ts'

/** Where the programs of older PostgreSQLs are, by their versions (scripts/lib/older-postgres.mjs). */
export const olderPostgres: Record<string, string> = JSON.parse(process.env.OLDER_POSTGRES || '{}')

/** Root may not start it, so that it is started as somebody who may nothing else. */
const somebody = 65_534

/** One of them, empty, in a folder of its own; with a locale of the C library, as most that people have. */
export async function startOlderPostgres(native: string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'anteroom-older-'))
  await chmod(folder, 0o755)
  const owner = process.getuid?.() === 0 ? { uid: somebody, gid: somebody } : {}
  const programs = path.join(folder, 'native')
  // A copy, as that user need not get to where they are.
  spawnSync('cp', ['-R', native, programs])
  const data = path.join(folder, 'data')
  if (owner.uid) spawnSync('chown', ['-R', `${somebody}:${somebody}`, folder])
  const env = { PATH: '/usr/bin:/bin', LD_LIBRARY_PATH: path.join(programs, 'lib'), LC_ALL: 'C', TZ: 'UTC' }
  const run = (program: string, args: string[]) => {
    // A server that goes on running keeps what it was given, so it is given nothing that anybody waits for.
    const options = { ...owner, cwd: folder, env, stdio: 'ignore' } as const
    const { status, error } = spawnSync(path.join(programs, 'bin', program), args, options)
    if (status !== 0) throw new Error(`${program} in ${native} ended with ${status ?? error?.message}`)
  }
  run('initdb', ['-D', data, '-U', 'anteroom', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'])
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'max_connections=200', 'fsync=off']
  const options = settings.map((setting) => `-c '${setting}'`).join(' ')
  run('pg_ctl', ['-D', data, '-w', '-l', path.join(folder, 'log'), '-o', options, 'start'])
  const config: Extract<DatabaseConfig, { host: string }> = {
    host: folder,
    port: 5432,
    user: 'anteroom',
    password: 'any',
    database: 'anteroom',
  }
  const client = new pg.Client({ ...config, database: 'postgres' })
  await client.connect()
  await client.query('create database anteroom')
  await client.end()
  const stop = async () => {
    run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop'])
    await rm(folder, { recursive: true, force: true })
  }
  return { config, stop }
}
