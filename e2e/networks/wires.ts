import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { run } from './commands.ts'

/** What is on the internet of these tests. Outside of them nobody has these addresses (RFC 5737). */
const gateAddress = { clinic: '203.0.113.30', home: '203.0.113.40' }
const places = {
  clinic: { gate: '10.20.0.1', host: '10.20.0.2' },
  home: { gate: '192.168.7.1', host: '192.168.7.2' },
} as const

/** The addresses by which somebody can be found who sits there. */
export const addressesOf = (place: Place) => [gateAddress[place], places[place].host]

/** Where people sit: a computer behind a router that translates addresses and has a firewall. */
export type Place = keyof typeof places

/** What a place's firewall lets out, in nft's words; one that is empty lets out everything. */
export type Firewall = readonly string[]

export type Wires = {
  /** Puts before a command that it runs at this host. */
  at(host: Place | 'server' | 'relay', command: readonly string[]): string[]
  /** Replaces a firewall; what it does not allow any more ends at once, whatever was open. */
  setFirewall(place: Place, firewall: Firewall): void
  remove(): void
}

const prefix = 'anteroom-test'

/**
 * Hosts in network namespaces, with names of this process, so that many can run beside each other: an internet with a
 * server, a relay and the gates of two places, and behind each gate a computer with a private address, which knows
 * the addresses of these names.
 */
export function layWires(addresses: { server: string; relay: string }, names: Record<string, string>): Wires {
  removeLeftovers()
  const nameOf = (host: string) => `${prefix}-${process.pid}-${host}`
  const inside = (host: string, ...command: string[]) => run('ip', ['netns', 'exec', nameOf(host), ...command])
  // For UDP, Chromium asks for a name with a full stop at its end.
  const known = Object.entries(names)
    .map(([name, ip]) => `${ip} ${name} ${name}.\n`)
    .join('')
  const made: string[] = []
  let generation = 0

  function addHost(host: string) {
    run('ip', ['netns', 'add', nameOf(host)])
    made.push(nameOf(host))
    // "ip netns exec" shows a program these files in place of those in /etc.
    mkdirSync(filesOf(nameOf(host)), { recursive: true })
    writeFileSync(path.join(filesOf(nameOf(host)), 'hosts'), `127.0.0.1 localhost\n${known}`)
    run('ip', ['-n', nameOf(host), 'link', 'set', 'lo', 'up'])
  }
  function connect(one: string, itsDevice: string, other: string, othersDevice: string) {
    const peer = ['peer', 'name', othersDevice, 'netns', nameOf(other)]
    run('ip', ['link', 'add', itsDevice, 'netns', nameOf(one), 'type', 'veth', ...peer])
    run('ip', ['-n', nameOf(one), 'link', 'set', itsDevice, 'up'])
    run('ip', ['-n', nameOf(other), 'link', 'set', othersDevice, 'up'])
  }
  function address(host: string, device: string, ip: string) {
    run('ip', ['-n', nameOf(host), 'address', 'add', `${ip}/24`, 'dev', device])
  }
  function putOnInternet(host: string, ip: string) {
    addHost(host)
    connect(host, 'out', 'internet', host)
    run('ip', ['-n', nameOf('internet'), 'link', 'set', host, 'master', 'bridge'])
    address(host, 'out', ip)
  }
  function addPlace(place: Place) {
    const gate = `${place}-gate`
    putOnInternet(gate, gateAddress[place])
    addHost(place)
    connect(place, 'lan', gate, 'lan')
    address(gate, 'lan', places[place].gate)
    address(place, 'lan', places[place].host)
    run('ip', ['-n', nameOf(place), 'route', 'add', 'default', 'via', places[place].gate])
    inside(gate, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward')
    run('ip', ['netns', 'exec', nameOf(gate), 'nft', '-f', '-'], translation)
  }
  function remove() {
    // Devices, routes and rules go with their namespaces.
    for (const name of made.splice(0)) removeHost(name)
  }

  try {
    addHost('internet')
    run('ip', ['-n', nameOf('internet'), 'link', 'add', 'bridge', 'type', 'bridge'])
    run('ip', ['-n', nameOf('internet'), 'link', 'set', 'bridge', 'up'])
    putOnInternet('server', addresses.server)
    putOnInternet('relay', addresses.relay)
    addPlace('clinic')
    addPlace('home')
  } catch (error) {
    remove()
    throw error
  }
  return {
    at: (host, command) => ['ip', 'netns', 'exec', nameOf(host), ...command],
    setFirewall(place, firewall) {
      // Answers come in to what was let out by these rules, not to what was open before.
      generation += 1
      const rules = firewall.map((rule) => `oifname out ${rule} ct mark set ${generation} accept`)
      const answers = `iifname out ct mark ${generation} ct state established accept`
      const lines = [...rules, answers].map((rule) => `add rule ip gate forward ${rule}`)
      const nft = ['netns', 'exec', nameOf(`${place}-gate`), 'nft', '-f', '-']
      run('ip', nft, ['flush chain ip gate forward', ...lines, ''].join('\n'))
    },
    remove,
  }
}

/** As routers at home and in small practices do it: each has one address for all, and nobody gets in unasked. */
const translation = `
  table ip gate {
    chain input { type filter hook input priority 0; policy drop; }
    chain forward { type filter hook forward priority 0; policy drop; }
    chain leave { type nat hook postrouting priority 100; oifname "out" masquerade; }
  }`

/** Of runs that were killed. */
function removeLeftovers() {
  for (const name of namespaces()) {
    const [, pid] = new RegExp(`^${prefix}-(\\d+)-`).exec(name) ?? []
    if (pid && !isAlive(Number(pid))) removeHost(name)
  }
}

function removeHost(name: string) {
  // What still runs in there would keep it.
  for (const pid of run('ip', ['netns', 'pids', name]).split('\n').filter(Boolean)) process.kill(Number(pid), 'SIGKILL')
  run('ip', ['netns', 'delete', name])
  rmSync(filesOf(name), { recursive: true, force: true })
}

function filesOf(name: string) {
  return path.join('/etc/netns', name)
}

function namespaces(): string[] {
  try {
    return readdirSync('/run/netns')
  } catch {
    return []
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
