// npm run install-trial: deploy/install.sh on a Debian that boots, looked at from outside. As root, and not in CI: it takes some
// ten minutes, most of them for Debian's packages.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { canInstall, install } from './lib/apt.mjs'
import { ensureDependencies, findNode } from './lib/dependencies.mjs'
import { createAuthority, ensurePebble } from './lib/install-trial/authority.mjs'
import { call, createMachine, outside } from './lib/install-trial/machine.mjs'
import { Explained, main, root, run } from './lib/run.mjs'

const suite = process.argv[2] ?? 'trixie'
const name = 'video.example.org'
const turnName = 'turn.example.org'
const release = '/root/anteroom'

/**
 * @template Result
 * @param {string} what
 * @param {() => Result | Promise<Result>} work
 */
async function part(what, work) {
  const began = Date.now()
  const result = await work()
  console.log(`✓ ${what} (${((Date.now() - began) / 60_000).toFixed(1)} min)`)
  return result
}

/**
 * @param {unknown} found
 * @param {unknown} wanted
 * @param {string} what
 */
function expect(found, wanted, what) {
  const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)]
  if (one !== other) throw new Explained(`${what}: it is ${one}, and should be ${other}.`)
}

await main(async () => {
  if (process.getuid?.() !== 0 || !canInstall())
    throw new Explained('The trial boots a machine of its own: it needs root, on Debian or Ubuntu.')
  await ensureDependencies()
  await install(['mmdebstrap', 'systemd-container', 'passt', 'iproute2', 'openssl'], 'The trial makes a machine')
  const machine = createMachine(suite, [name, turnName])
  try {
    await tryAll(machine)
    return 0
  } catch (error) {
    // To take the machine away takes its time.
    console.error(`✗ ${error instanceof Explained ? error.message : error}`)
    return 1
  } finally {
    await machine.remove()
  }
})

/** @param {ReturnType<typeof createMachine>} machine */
async function tryAll(machine) {
  const authority = createAuthority(path.join(machine.folder, 'authority'))
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: authority.authority }
  /** @param {...string} options */
  const setUp = (...options) =>
    machine.run([`${release}/deploy/install.sh`, name, ...options], { mayFail: true, env: process.env })
  /** @type {{ clientId: string, secret: string }} */
  let client = { clientId: '', secret: '' }
  const look = () => {
    const [, turnSecret] = /^TURN_SECRET=(.+)$/m.exec(machine.run(['cat', '/etc/anteroom/anteroom.env']).stdout) ?? []
    const asked = JSON.stringify({ name, turnName, turnSecret, client })
    const script = path.join(root, 'scripts/lib/install-trial/from-outside.mjs')
    return JSON.parse(machine.fromOutside([findNode(), script, asked], { env }).stdout)
  }
  /**
   * @param {number} sessions
   * @param {string} [certificate]
   */
  const expectAll = (sessions, certificate) => {
    const found = look()
    const { serials, ...rest } = found
    const relays = ['turns:', 'turn:', 'turn:'].map((scheme, at) => {
      const [port, transport] = at === 0 ? [443, 'tcp'] : [3478, at === 1 ? 'udp' : 'tcp']
      return `ok ${scheme}${turnName}:${port}?transport=${transport}`
    })
    expect(rest, { relays, booked: 200, room: 200, sessions }, 'What is seen from outside')
    expect(serials[1], serials[0], 'The certificate of TURN')
    if (certificate) expect(serials[0], serialIn(certificate), 'The certificate')
    return String(serials[0])
  }
  const expectSound = (/** @type {{ status: number | null, stdout: string, stderr: string }} */ said) => {
    if (said.status !== 0) throw new Explained(`It ended with ${said.status}:\n${said.stderr}${said.stdout}`)
  }

  await part(`A Debian (${suite}) that does nothing yet`, () => machine.make())
  machine.connect()
  await unpackRelease(path.join(machine.folder, 'release'), path.join(machine.files, release))
  trust(machine.files, authority.authority)
  const first = authority.certify('first', [name, turnName])
  const second = authority.certify('second', [name, turnName])
  for (const { certificate, key } of [first, second])
    for (const file of [certificate, key]) cpSync(file, path.join(machine.files, 'root', path.basename(file)))
  const own = (/** @type {string} */ which) => ['--certificate', `/root/${which}.pem`, '--key', `/root/${which}.key`]
  await part('It boots', () => machine.boot())
  machine.run(['update-ca-certificates'])

  await part('One command', () => expectSound(setUp(...own('first'))))
  client = addClient(machine)
  await part('From outside: pages, a booking, TURN on 443', () => expectAll(1, first.certificate))
  await part('The machine is started again', async () => {
    await machine.shutDown()
    await machine.boot()
    machine.run(['sh', '-c', 'until curl -sf http://127.0.0.1:3000/readyz; do sleep 1; done'])
    expectAll(2, first.certificate)
  })
  await part('The same command changes nothing', () => {
    const said = setUp()
    expectSound(said)
    expect(/All was right already/.test(said.stderr), true, 'That nothing was changed')
  })
  await part('What was broken is repaired', () => {
    machine.run(['systemctl', 'disable', '--now', 'coturn', 'nginx'])
    machine.run([
      'sh',
      '-c',
      'echo broken > /etc/nginx/conf.d/anteroom-443.conf; rm /etc/systemd/system/anteroom@.socket',
    ])
    expectSound(setUp())
    expectAll(3, first.certificate)
  })
  await part('Another version, under requests without a pause', async () => {
    const answers = path.join(machine.folder, 'answers')
    const ask = `curl --silent --output /dev/null --write-out '%{http_code}\\n' https://${name}/ >>${answers}`
    const asking = machine.startOutside(['sh', '-c', `while :; do ${ask}; done`], {
      ...process.env,
      CURL_CA_BUNDLE: authority.authority,
    })
    machine.run(['sh', '-c', `echo 'Another version.' >>${release}/README.md`])
    const said = setUp()
    asking.kill()
    expectSound(said)
    expect(/anteroom@3000.service runs what is in/.test(said.stderr), true, 'That the process was replaced')
    const codes = new Set(readFileSync(answers, 'utf8').trim().split('\n'))
    expect([...codes], ['200'], 'What requests were answered meanwhile')
  })
  await part('Another certificate', () => {
    expectSound(setUp(...own('second')))
    expectAll(4, second.certificate)
  })
  await tryAuthority()

  async function tryAuthority() {
    const pebble = ensurePebble()
    if (!pebble) return console.log('Not tried, as there is no Go: a certificate by ACME.')
    await part('A certificate by ACME, and its renewal', async () => {
      startPebble(pebble)
      machine.run(['rm', '-r', '/etc/anteroom/tls'])
      // The authority makes up its root, and tells it.
      const ask = `until curl --silent --fail --insecure https://${outside}:15000/roots/0; do sleep 0.2; done`
      const { stdout } = machine.fromOutside(['sh', '-c', ask])
      env.NODE_EXTRA_CA_CERTS = path.join(machine.folder, 'root.pem')
      writeFileSync(env.NODE_EXTRA_CA_CERTS, stdout)
      trust(machine.files, env.NODE_EXTRA_CA_CERTS)
      machine.run(['update-ca-certificates'])
      expectSound(setUp('--acme-server', 'https://authority.example:14000/dir', '--email', 'admin@example.org'))
      const before = expectAll(5)
      machine.run(['certbot', 'renew', '--force-renewal', '--no-random-sleep-on-renew'])
      // nginx takes it up beside what it is doing.
      for (let tried = 0; tried < 20 && look().serials[0] === before; tried += 1) machine.run(['sleep', '0.5'])
      expect(look().serials.includes(before), false, 'That the certificate before is still there')
    })
  }

  /** @param {string} pebble */
  function startPebble(pebble) {
    const { certificate, key } = authority.certify('pebble', ['authority.example', outside])
    const listen = { listenAddress: '0.0.0.0:14000', managementListenAddress: '0.0.0.0:15000' }
    const settings = { ...listen, certificate, privateKey: key, httpPort: 80, tlsPort: 443 }
    const file = path.join(machine.folder, 'pebble.json')
    writeFileSync(file, JSON.stringify({ pebble: settings }))
    machine.startOutside([pebble, '-config', file], { ...process.env, PEBBLE_VA_NOSLEEP: '1' })
  }
}

/** @param {string} certificate */
function serialIn(certificate) {
  return call('openssl', ['x509', '-in', certificate, '-noout', '-serial']).stdout.trim().replace('serial=', '')
}

/** @param {ReturnType<typeof createMachine>} machine */
function addClient(machine) {
  machine.run(['anteroom', 'user', 'add', 'ines.vega@example.org', '--first-name', 'Ines', '--last-name', 'Vega'], {
    input: 'mist over seven quiet bridges\n',
  })
  machine.run([
    'anteroom',
    'team',
    'add',
    'Harbour Clinic',
    '--subdomain',
    'harbour',
    '--admin',
    'ines.vega@example.org',
  ])
  return JSON.parse(machine.run(['anteroom', '--json', 'client', 'add', 'harbour', 'Trial']).stdout)
}

/**
 * As somebody unpacks it.
 * @param {string} target
 * @param {string} folder
 */
async function unpackRelease(target, folder) {
  const made = ['scripts/release.mjs', '--try', target]
  if ((await run(findNode(), made)) !== 0) throw new Explained('There is no release to try; why stands above.')
  const archive = readdirSync(target).find((file) => file.endsWith('.tar.gz'))
  mkdirSync(folder, { recursive: true })
  call('tar', [
    '--extract',
    '--file',
    path.join(target, String(archive)),
    '--directory',
    folder,
    '--strip-components=1',
  ])
}

/**
 * The authority, and whoever else this machine trusts on its way to packages.
 * @param {string} files
 * @param {string} authority
 */
function trust(files, authority) {
  const folder = path.join(files, 'usr/local/share/ca-certificates')
  cpSync('/usr/local/share/ca-certificates', folder, { recursive: true })
  cpSync(authority, path.join(folder, `trial-${path.basename(authority, '.pem')}.crt`))
}
