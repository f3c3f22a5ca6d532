import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(fileURLToPath(import.meta.url), '../../..')

/** What a person has to put right; the message is all that is printed. */
export class Explained extends Error {}

/**
 * Runs a program with its output on the screen. The answer is its exit code.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(exitCodeOf(code, signal)))
  })
}

/**
 * The same for one that runs until it is told to stop: signals are passed on to it, once each. In a terminal Ctrl-C
 * reaches everybody, and npm repeats it; a server takes the second signal for impatience.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function runUntilStopped(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', detached: true, ...options })
    let passedOnAt = 0
    /** @param {NodeJS.Signals} signal */
    const passOn = (signal) => {
      if (Date.now() - passedOnAt < 1000) return
      passedOnAt = Date.now()
      child.kill(signal)
    }
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, passOn)
    whenNpmEnds(() => passOn('SIGTERM'))
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(exitCodeOf(code, signal)))
  })
}

/**
 * npm hands a signal to the shell that it runs a script in, and that shell dies of it without a word to the script.
 * @param {() => void} then
 */
function whenNpmEnds(then) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    then()
  }, 100)
  watch.unref()
}

/**
 * Runs a script's work and ends with its exit code.
 * @param {() => Promise<number>} work
 */
export async function main(work) {
  try {
    process.exitCode = await work()
  } catch (error) {
    if (!(error instanceof Explained)) throw error
    console.error(`\n  ${error.message}\n`)
    process.exitCode = 1
  }
}

/**
 * As a shell says it.
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function exitCodeOf(code, signal) {
  return code ?? 128 + (signal ? constants.signals[signal] : 0)
}
