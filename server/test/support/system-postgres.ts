import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { freePort } from './process.ts'

/** Of each PostgreSQL that the system has (scripts/lib/database-tools.mjs) the programs; the newest, or none. */
const place = '/usr/lib/postgresql'
const versions = existsSync(place) ? readdirSync(place).sort((one, other) => Number(other) - Number(one)) : []
export const programs = versions
  .map((version) => path.join(place, version, 'bin'))
  .find((folder) => ['initdb', 'pg_dump', 'pg_basebackup'].every((name) => existsSync(path.join(folder, name))))

/** Root may not start it, so that it is started as somebody who may nothing else. */
const owner = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

const folder = programs ? await mkdtemp(path.join(tmpdir(), 'anteroom-system-')) : ''
/** What a test starts ends with the file, too: a hook that is asked for within a test is not run. */
const running: (() => void)[] = []
if (folder) {
  await chmod(folder, 0o777)
  afterAll(async () => {
    for (const kill of running) kill()
    await rm(folder, { recursive: true, force: true })
  })
}

/** Runs it beside what this process does: whoever saves a database does so while a server works. */
async function run(program: string, args: string[]) {
  // A server that goes on running keeps what it was given, so it is given nothing that anybody waits for.
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
  const child = spawn(path.join(programs ?? '', program), args, { ...owner, cwd: folder, env, stdio: 'ignore' })
  const status = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve))
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}`)
}

export type Cluster = {
  port: number
  url(database: string): string
  kill(): void
  promote(): Promise<void>
  /** From then on these users show theirs. */
  needPasswords(users: readonly string[]): Promise<void>
}

/** A cluster of its own at a port of this machine: a new one, or a standby of another. */
export async function startCluster(name: string, { standbyOf }: { standbyOf?: Cluster } = {}): Promise<Cluster> {
  const data = path.join(folder, name)
  const port = await freePort()
  if (standbyOf) {
    const from = `host=127.0.0.1 port=${standbyOf.port} user=anteroom`
    await run('pg_basebackup', ['-D', data, '-R', '-X', 'stream', '-c', 'fast', '--no-sync', '-d', from])
  } else {
    await run('initdb', ['-D', data, '-U', 'anteroom', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'])
  }
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'fsync=off']
  const options = settings.map((setting) => `-c '${setting}'`).join(' ')
  await run('pg_ctl', ['-D', data, '-w', '-l', `${data}.log`, '-o', options, 'start'])
  const kill = () => {
    const args = ['-D', data, '-m', 'immediate', '-w', 'stop']
    if (existsSync(path.join(data, 'postmaster.pid')))
      spawnSync(path.join(programs ?? '', 'pg_ctl'), args, { ...owner, cwd: folder, stdio: 'ignore' })
  }
  running.push(kill)
  return {
    port,
    url: (database) => `postgres://anteroom@127.0.0.1:${port}/${database}`,
    kill,
    async needPasswords(users) {
      const file = path.join(data, 'pg_hba.conf')
      const line = `host all ${users.join(',')} 127.0.0.1/32 scram-sha-256\n`
      await writeFile(file, line + (await readFile(file, 'utf8')))
      await run('pg_ctl', ['-D', data, 'reload'])
    },
    promote: () => run('pg_ctl', ['-D', data, '-w', 'promote']),
  }
}

/** One address for what moves, as a virtual one or a proxy is: connections lead to where it was last pointed. */
export async function startAddress(first: number) {
  let target = first
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy()).on('close', () => other.destroy())
      one.on('close', () => open.delete(one))
      one.pipe(other)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  running.push(() => {
    server.close()
    for (const socket of open) socket.destroy()
  })
  return {
    url: (database: string) => `postgres://anteroom@127.0.0.1:${(server.address() as AddressInfo).port}/${database}`,
    to(port: number) {
      target = port
    },
  }
}
