import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, test as base, chromium } from '@playwright/test'
import { type Api, connect } from '../support/api.ts'
import { rememberLines } from '../support/lines.ts'
import { open, type Person } from '../support/person.ts'
import { startProduct } from '../support/product.ts'
import { run, startService } from './commands.ts'
import { readDocumented } from './documented.ts'
import { type Front, startFront } from './front.ts'
import { layWires, type Place, type Wires } from './wires.ts'

const serverAddress = '203.0.113.10'
const publicUrl = 'https://video.clinic.example'
/** The shortest that there is, so that a test lives to see their end. */
const turnTtlSeconds = 60
const turnName = 'turn.clinic.example'

type Network = Pick<Wires, 'setFirewall'> & {
  api: Api
  front: Front
  serverAddress: string
  relayAddress: string
  turnSecret: string
  turnTtlSeconds: number
  browserAt(place: Place): Browser
  /** What all pages so far have said of their calls. */
  bytesBy(way: 'direct' | 'relayed'): Promise<number>
}

type Fixtures = {
  /** Opens a link at a place, in a browser that has that place's network and no other. */
  visitFrom: (place: Place, url: string) => Promise<Person>
}

/** One network for all tests of a worker: the product behind its proxy, coturn as documented, and two places. */
export const test = base.extend<Fixtures, { network: Network }>({
  network: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern.
    async ({}, use) => {
      const made = new AsyncDisposableStack()
      try {
        await use(await build((undo) => made.defer(undo)))
      } finally {
        await made.disposeAsync()
      }
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  visitFrom: async ({ network }, use) => {
    const people: Person[] = []
    await use(async (place, url) => {
      const context = await network.browserAt(place).newContext({ ignoreHTTPSErrors: true })
      await context.addInitScript(rememberLines)
      const person = await open(network.browserAt(place), url, { context })
      people.push(person)
      return person
    })
    for (const person of people) await person.close()
  },
})

async function build(later: (undo: () => void | Promise<void>) => void): Promise<Network> {
  const { turnserverConf, settings, relayAddress } = readDocumented()
  const folder = mkdtempSync(path.join(tmpdir(), 'anteroom-networks-'))
  later(() => rmSync(folder, { recursive: true }))
  // The relay's user has to get in.
  chmodSync(folder, 0o755)
  const wires = layWires(
    { server: serverAddress, relay: relayAddress },
    { 'video.clinic.example': serverAddress, [turnName]: relayAddress },
  )
  later(wires.remove)
  const tls = makeCertificate(folder)

  const conf = path.join(folder, 'turnserver.conf')
  writeFileSync(conf, turnserverConf)
  const turnserver = ['turnserver', '-c', conf, '--cert', tls.certificate, '--pkey', tls.key, '--log-file', 'stdout']
  const relay = await startService(wires.at('relay', [...asRelaysUser, ...turnserver]), 443)
  later(relay.stop)

  const ttl = { TURN_TTL_SECONDS: String(turnTtlSeconds) }
  const product = await startProduct({ PUBLIC_URL: publicUrl, TRUST_PROXY: 'loopback', ...settings, ...ttl })
  later(product.close)
  const socketPath = path.join(folder, 'front')
  const front = await startFront({ socketPath, to: product.url, ...tls })
  later(front.close)
  const doorProgram = [process.execPath, path.join(import.meta.dirname, 'door.mjs'), serverAddress, '443', socketPath]
  const door = await startService(wires.at('server', doorProgram), 443)
  later(door.stop)

  const browsers = new Map<Place, Browser>()
  for (const place of ['clinic', 'home'] as const) {
    const browser = await launchAt(wires.at(place, []), path.join(folder, `chromium-at-${place}`))
    later(() => browser.close())
    browsers.set(place, browser)
  }
  return {
    setFirewall: wires.setFirewall,
    api: await connect({ ...product.demo, api_url: product.url }),
    front,
    serverAddress,
    relayAddress,
    turnSecret: settings.TURN_SECRET,
    turnTtlSeconds,
    browserAt(place) {
      const browser = browsers.get(place)
      if (!browser) throw new Error(`There is no browser at ${place}`)
      return browser
    },
    async bytesBy(way) {
      const told = await (await fetch(`${product.url}/metrics`)).text()
      return Number(new RegExp(`^anteroom_call_bytes_total\\{way="${way}"\\} (\\S+)$`, 'm').exec(told)?.[1])
    },
  }
}

/** As coturn's service runs: not as root, but with the right to port 443. */
const asRelaysUser = [
  'setpriv',
  '--reuid=turnserver',
  '--regid=turnserver',
  '--clear-groups',
  '--inh-caps=-all,+net_bind_service',
  '--ambient-caps=+net_bind_service',
]

function makeCertificate(folder: string) {
  const [certificate, key] = [path.join(folder, 'certificate.pem'), path.join(folder, 'key.pem')]
  const names = `subjectAltName=DNS:video.clinic.example,DNS:${turnName}`
  const algorithm = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const about = ['-subj', '/CN=clinic.example', '-addext', names]
  run('openssl', ['req', '-x509', ...algorithm, ...about, '-keyout', key, '-out', certificate])
  chmodSync(key, 0o644)
  return { certificate, key }
}

async function launchAt(command: readonly string[], script: string): Promise<Browser> {
  const options = base.info().project.use.launchOptions
  const program = options?.executablePath ?? chromium.executablePath()
  writeFileSync(script, `#!/bin/sh\nexec ${command.join(' ')} '${program}' "$@"\n`, { mode: 0o755 })
  return chromium.launch({
    ...options,
    executablePath: script,
    args: [...(options?.args ?? []), '--ignore-certificate-errors'],
  })
}
