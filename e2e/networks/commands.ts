import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'

/** Runs a program to its end; what it says on failing becomes the error. */
export function run(program: string, args: readonly string[], input?: string): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', input, stdio: 'pipe', timeout: 20_000 })
  } catch (cause) {
    const { stderr } = cause as { stderr?: string }
    throw new Error(`${program} ${args.join(' ')}: ${stderr?.trim() || cause}`, { cause })
  }
}

export type Service = { stop(): Promise<void> }

/** Starts a program that runs on, and waits until it listens at a TCP port (in its own network namespace). */
export async function startService(command: readonly string[], port: number): Promise<Service> {
  const [program = '', ...args] = command
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
  const service = {
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.kill('SIGKILL')
      await exited
    },
  }
  await once(child, 'spawn')
  const deadline = Date.now() + 10_000
  while (!isListening(child.pid, port)) {
    const hasEnded = child.exitCode !== null
    if (hasEnded || Date.now() > deadline) {
      await service.stop()
      throw new Error(`${command.join(' ')} ${hasEnded ? 'ended' : 'does not listen'}:\n${output}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  return service
}

/** The system's table has a line `…: <address>:<port> <other> <state> …` for each socket, in hexadecimal. */
function isListening(pid: number | undefined, port: number): boolean {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0')
  try {
    return new RegExp(`^ *\\d+: [0-9A-F]+:${wanted} \\S+ 0A `, 'm').test(readFileSync(`/proc/${pid}/net/tcp`, 'utf8'))
  } catch {
    return false
  }
}
