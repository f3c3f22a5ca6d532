import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Demo, freePort } from './product.ts'

/** systemd's own tool that passes a listening socket on as systemd does. */
const activate = '/usr/bin/systemd-socket-activate'

export const canInstall = existsSync(activate)

/** What holds the socket goes on, and starts what its link leads to as soon as the process before has ended. */
const keepStarting = `while true; do sh -c 'echo $$ > "$PID_FILE"; export LISTEN_PID=$$; exec "$NODE" "$CURRENT/server/src/main.ts"'; done`

/** The product as `deploy/systemd` runs it: at a port that stays open, from the folder that a link leads to. */
export async function install(version: string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'anteroom installed '))
  // Root's database runs as another user, who has to get in.
  await chmod(folder, 0o755)
  const current = path.join(folder, 'current')
  const pidFile = path.join(folder, 'pid')
  const dataDir = path.join(folder, 'data')
  await mkdir(dataDir)
  await symlink(version, current)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const environment = {
    NODE: process.execPath,
    CURRENT: current,
    PID_FILE: pidFile,
    NODE_ENV: 'development',
    PUBLIC_URL: url,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    DRAIN_SECONDS: '1',
  }
  const given = Object.entries(environment).map(([name, value]) => `--setenv=${name}=${value}`)
  const holder = spawn(activate, [`--listen=127.0.0.1:${port}`, ...given, 'sh', '-c', keepStarting], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [holder.stdout, holder.stderr]) stream.on('data', (text) => (output += text))

  const pidOf = async () => Number(await readFile(pidFile, 'utf8').catch(() => ''))
  /** Until another process than that one answers. */
  async function readyAfter(before: number) {
    const deadline = Date.now() + 60_000
    for (;;) {
      const ready = await fetch(`${url}/readyz`).catch(() => null)
      if (ready?.ok && (await pidOf()) !== before) return
      if (holder.exitCode !== null || Date.now() > deadline) throw new Error(`The product is not ready:\n${output}`)
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  }

  async function close() {
    const ended = once(holder, 'exit')
    holder.kill('SIGKILL')
    await ended
    const pid = await pidOf()
    if (pid) process.kill(pid, 'SIGTERM')
    while (pid && isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 30))
    await rm(folder, { recursive: true, force: true })
  }

  await readyAfter(0)
  const demo: Demo = JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8'))
  return {
    url,
    demo,
    /** The link leads elsewhere from now on, and the process is replaced. */
    async update(version: string) {
      await rm(current)
      await symlink(version, current)
      const before = await pidOf()
      process.kill(before, 'SIGTERM')
      await readyAfter(before)
    },
    close,
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
