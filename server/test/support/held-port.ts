import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { compiled } from './compiled.ts'
import { freePort } from './process.ts'

/** systemd's own tool that passes a listening socket on as systemd does. */
const activate = '/usr/bin/systemd-socket-activate'
const main = path.join(import.meta.dirname, '../../src/main.ts')

export const canHoldPorts = existsSync(activate)

/** The process first, then itself: what holds the socket goes on, and starts it again as soon as it has ended. */
const keepStarting = `while true; do sh -c 'echo $$ > "$PID_FILE"; export LISTEN_PID=$$; exec "$NODE" "$MAIN"'; done`

/** A server at a port that stays open while its process is replaced, as `deploy/systemd` has it. */
export async function startAtHeldPort(settings: Record<string, string>) {
  const folder = await mkdtemp(path.join(tmpdir(), 'anteroom-held-'))
  const pidFile = path.join(folder, 'pid')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const environment = { ...compiled, ...settings, PID_FILE: pidFile, NODE: process.execPath, MAIN: main }
  const given = Object.entries(environment).map(([name, value]) => `--setenv=${name}=${value}`)
  const holder = spawn(activate, [`--listen=127.0.0.1:${port}`, ...given, 'sh', '-c', keepStarting], {
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  const pidOf = async () => Number(await readFile(pidFile, 'utf8').catch(() => ''))
  onTestFinished(async () => {
    const ended = once(holder, 'exit')
    holder.kill('SIGKILL')
    await ended
    const pid = await pidOf()
    if (pid) process.kill(pid, 'SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })
  // It begins with the first who asks.
  for (;;) {
    if (holder.exitCode !== null) throw new Error(`nobody holds port ${port}`)
    const ready = await fetch(`${url}/readyz`).catch(() => null)
    if (ready?.ok) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }

  /** Tells the process to end, as an update does, until another one is ready. */
  async function replace() {
    const before = await pidOf()
    process.kill(before, 'SIGTERM')
    for (;;) {
      const ready = (await pidOf()) !== before && (await fetch(`${url}/readyz`)).ok
      if (ready) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  return { url, replace }
}
