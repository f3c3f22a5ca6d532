import { spawnSync } from 'node:child_process'
import { run } from './run.mjs'

/** Whether programs can be installed with the system's package manager, without asking anybody. */
export function canInstall() {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0
}

/**
 * @param {readonly string[]} packages
 * @param {string} why
 */
export async function install(packages, why) {
  console.log(`${why}: installing ${packages.join(', ')} with apt-get …`)
  // Services that come along are wanted as programs, and not to be started (invoke-rc.d looks at RUNLEVEL).
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  await run('apt-get', ['update', '-qq'], { env })
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env })
}
