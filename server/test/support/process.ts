import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { Database } from '../../src/db/pool.ts'
import { compiled } from './compiled.ts'
import { testMasterKey } from './master-key.ts'

const main = path.join(import.meta.dirname, '../../src/main.ts')

export type ServerProcess = { url: string; child: ChildProcess; kill(): Promise<void> }

/** The server as a process of its own, on a database that tests have made, ready to be asked. */
export async function startServerProcess(database: Database, settings: Record<string, string>): Promise<ServerProcess> {
  const port = Number(settings.PORT ?? (await freePort()))
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [main], {
    env: { ...compiled, MASTER_KEY: testMasterKey, ...settings, PORT: String(port), DATABASE_URL: addressOf(database) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  onTestFinished(kill)
  for (;;) {
    if (child.exitCode !== null) throw new Error('the server did not start')
    const ready = await fetch(`${url}/readyz`).catch(() => null)
    if (ready?.ok) return { url, child, kill }
    // Asked without a break it would have half of a small machine for its start.
    await pause(20)
  }
}

/** As `DATABASE_URL` takes it. */
export function addressOf({ pool }: Database): string {
  const { host, user, password, database } = pool.options
  return `postgres://${user}:${password}@localhost/${database}?host=${encodeURIComponent(String(host))}`
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('no port is free')
  return address.port
}
