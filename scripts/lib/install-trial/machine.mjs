import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Explained, root } from '../run.mjs'

/** Of the addresses for documentation (RFC 5737), which nobody has. */
const inside = '198.51.100.20'
export const outside = '198.51.100.1'

const networks = { machine: 'anteroom-trial', outside: 'anteroom-outside' }
const certificates = '/etc/ssl/certs/ca-certificates.crt'

/**
 * Runs a program to its end, and answers with what it has said; one that fails is the end of the trial.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ input?: string, mayFail?: boolean, seen?: boolean, env?: NodeJS.ProcessEnv }} [options]
 */
export function call(command, args, { input, mayFail = false, seen = false, env } = {}) {
  const shown = seen ? 'inherit' : 'pipe'
  /** @type {import('node:child_process').SpawnSyncOptionsWithStringEncoding} */
  const asked = { cwd: root, input: input ?? '', encoding: 'utf8', stdio: ['pipe', shown, shown], maxBuffer: 1e8, env }
  const { status, stdout, stderr, error } = spawnSync(command, args, asked)
  if (error) throw new Explained(`${command} cannot be run: ${error.message}`)
  if (status !== 0 && !mayFail)
    throw new Explained(`${[command, ...args].join(' ')} ended with ${status}: ${stderr ?? ''}${stdout ?? ''}`)
  return { status, stdout: stdout ?? '', stderr: stderr ?? '' }
}

/**
 * A Debian of its own that boots: its own processes, files and network, with one line to a network for the others who look
 * from outside, and one to where packages come from.
 * @param {string} suite of Debian's, such as "trixie"
 * @param {readonly string[]} names that lead to it
 */
export function createMachine(suite, names) {
  const folder = mkdtempSync('/var/tmp/anteroom-trial-')
  const files = path.join(folder, 'files')
  const hosts = `127.0.0.1 localhost\n${names.map((name) => `${inside} ${name}\n`).join('')}${outside} authority.example\n`
  /** @type {import('node:child_process').ChildProcess | null} */
  let running = null
  /** @type {import('node:child_process').ChildProcess[]} */
  const others = []

  return {
    folder,
    files,
    /** Debian as its installer leaves it, less what only hardware needs. */
    make() {
      const parts = ['systemd', 'systemd-sysv', 'dbus', 'iproute2', 'procps', 'netbase', 'ca-certificates', 'openssl']
      const options = ['--quiet', '--variant=minbase', `--include=${parts.join(',')}`]
      call('mmdebstrap', [...options, suite, files], { seen: true })
      writeFileSync(path.join(files, 'etc/hosts'), hosts)
      rmSync(path.join(files, 'etc/resolv.conf'), { force: true })
      cpSync('/etc/resolv.conf', path.join(files, 'etc/resolv.conf'), { dereference: true })
    },
    connect() {
      const [one, other] = [networks.machine, networks.outside]
      for (const name of [one, other]) call('ip', ['netns', 'add', name])
      call('ip', ['link', 'add', 'public', 'netns', one, 'type', 'veth', 'peer', 'name', 'public', 'netns', other])
      for (const [name, address] of [
        [one, inside],
        [other, outside],
      ]) {
        call('ip', ['-n', String(name), 'address', 'add', `${address}/24`, 'dev', 'public'])
        for (const link of ['public', 'lo']) call('ip', ['-n', String(name), 'link', 'set', link, 'up'])
      }
      // Packages come by a way that needs no setting of this machine's.
      const closed = ['-t', '-u', '-T', '-U'].flatMap((option) => [option, 'none'])
      const where = ['--netns-only', '--netns', `/run/netns/${one}`, '--config-net', '--ns-ifname', 'packages']
      const pidFile = path.join(folder, 'pasta.pid')
      call('pasta', ['--quiet', '--runas', '0', '--pid', pidFile, ...closed, ...where])
      mkdirSync(`/etc/netns/${other}`, { recursive: true })
      writeFileSync(`/etc/netns/${other}/hosts`, hosts)
    },
    async boot() {
      const options = ['--boot', '--register=no', '--keep-unit', '--console=pipe', '--resolv-conf=off']
      const where = ['--directory', files, `--network-namespace-path=/run/netns/${networks.machine}`]
      // With the older kind of cgroups, which some hosts have, systemd does not boot any more.
      const env = { ...process.env, SYSTEMD_NSPAWN_UNIFIED_HIERARCHY: '1' }
      running = spawn('systemd-nspawn', [...where, ...options], { env, stdio: 'ignore', detached: true })
      for (let tried = 0; tried < 120; tried += 1) {
        const { stdout } = this.run(['systemctl', 'is-system-running'], { mayFail: true })
        if (/^(running|degraded)/.test(stdout)) return
        await delay(500)
      }
      throw new Explained('The machine does not boot.')
    },
    async shutDown() {
      const { promise, resolve } = Promise.withResolvers()
      running?.once('exit', resolve)
      this.run(['systemctl', 'poweroff'], { mayFail: true })
      const patience = setTimeout(() => running?.kill('SIGKILL'), 60_000)
      await promise
      clearTimeout(patience)
    },
    /**
     * Inside, as root.
     * @param {readonly string[]} command
     * @param {Parameters<typeof call>[2]} [options]
     */
    run(command, options) {
      const child = `/proc/${running?.pid}/task/${running?.pid}/children`
      const leader = readFileSync(child, 'utf8').trim().split(' ')[0]
      if (!leader) return { status: 1, stdout: '', stderr: '' }
      const set = [
        'HOME=/root',
        'PATH=/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin',
        `NODE_EXTRA_CA_CERTS=${certificates}`,
      ]
      const enter = ['--target', leader, '--mount', '--uts', '--ipc', '--net', '--pid', '--cgroup', '--root']
      return call('nsenter', [...enter, 'env', '-i', ...set, ...command], options)
    },
    /**
     * As somebody on the internet.
     * @param {readonly string[]} command
     * @param {Parameters<typeof call>[2]} [options]
     */
    fromOutside: (command, options) => call('ip', ['netns', 'exec', networks.outside, ...command], options),
    /**
     * Goes on until the trial ends.
     * @param {readonly string[]} command
     * @param {NodeJS.ProcessEnv} env
     */
    startOutside(command, env) {
      const other = spawn('ip', ['netns', 'exec', networks.outside, ...command], { env, stdio: 'ignore' })
      others.push(other)
      return other
    },
    async remove() {
      for (const other of others) other.kill()
      if (running && running.exitCode === null && running.signalCode === null) await this.shutDown()
      for (const name of Object.values(networks)) call('ip', ['netns', 'delete', name], { mayFail: true })
      rmSync(`/etc/netns/${networks.outside}`, { recursive: true, force: true })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
