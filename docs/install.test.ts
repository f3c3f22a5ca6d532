import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { loadConfig } from '../server/src/config.ts'

const root = path.join(import.meta.dirname, '..')
const parts = path.join(root, 'deploy/install')
const page = await readFile(path.join(root, 'docs/self-hosting.md'), 'utf8')
const shellcheck = '/usr/bin/shellcheck'

const read = (name: string) => readFile(path.join(parts, name), 'utf8')

/** Runs lines with all functions of the command at hand, as for video.clinic.example. */
function bash(lines: string, settings: Record<string, string> = {}) {
  const begin = [
    'set -euo pipefail',
    `release='${root}' parts='${parts}'`,
    ...['options', 'files', 'checks', 'certificate', 'program', 'services'].map((part) => `. "$parts/${part}.sh"`),
    'read_options video.clinic.example',
    ...Object.entries(settings).map(([name, value]) => `${name}='${value}'`),
  ]
  const { status, stdout, stderr } = spawnSync('bash', ['-c', `${begin.join('\n')}\n${lines}`], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

async function aFolder() {
  const folder = await mkdtemp(path.join(tmpdir(), 'anteroom-install-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** The settings as the command writes them where there are none, or some. */
async function settingsFrom(before: string | null) {
  const file = path.join(await aFolder(), 'anteroom.env')
  if (before !== null) await writeFile(file, before)
  const lines = 'make_folder() { :; }\nwrite_file() { cat; }\nmake_settings'
  const { status, stdout, stderr } = bash(lines, { settings_file: file })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout
}

test.runIf(existsSync(shellcheck))('the command that installs is sound to shellcheck', () => {
  const args = ['--external-sources', '--check-sourced', 'deploy/install.sh']
  const { status, stdout } = spawnSync(shellcheck, args, { cwd: root, encoding: 'utf8' })
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
})

test('the settings that it writes are all that the server needs, with a key and a secret of their own', async () => {
  const [one, other] = [await settingsFrom(null), await settingsFrom(null)].map((text) => parseEnv(text))
  const config = loadConfig({}, { ...one, NODE_ENV: 'production' })
  expect(config).toMatchObject({ publicUrl: 'https://video.clinic.example', trustProxy: ['loopback'] })
  expect(config.turnUrls).toEqual([
    'turn:turn.clinic.example:3478?transport=udp',
    'turn:turn.clinic.example:3478?transport=tcp',
    'turns:turn.clinic.example:443?transport=tcp',
  ])
  expect(one?.MASTER_KEY).not.toBe(other?.MASTER_KEY)
  expect(one?.TURN_SECRET).not.toBe(other?.TURN_SECRET)
})

test('settings that are there stay as they are, and what is missing is added', async () => {
  const whole = await settingsFrom(null)
  expect(await settingsFrom(whole)).toBe(whole)
  const own =
    'TURN_SECRET="with & and \\ in it"\n#MASTER_KEY=\nFRONT_TITLE=Harbour\nDATABASE_URL=postgres://db.internal/a'
  const after = await settingsFrom(own)
  const made = after.split('\n')
  expect(made).toEqual(expect.arrayContaining(own.split('\n').filter((line) => !line.startsWith('#'))))
  expect(parseEnv(after)).toMatchObject({ PUBLIC_URL: 'https://video.clinic.example', FRONT_TITLE: 'Harbour' })
  expect(made[1]).toMatch(/^MASTER_KEY=[\w+/]{43}=$/)
})

test('names that no certificate is made for are told apart', () => {
  const good = ['video.clinic.example', 'a.bc', 'xn--bcher-kva.example', 'v1.clinic-2.example']
  const wrong = [
    'video',
    'video_1.example',
    '-a.example',
    'a..example',
    '1.2.3.4',
    'a.example/',
    'a b.example',
    '$(id).a',
  ]
  const names = [...good, ...wrong].map((name) => `'${name}'`)
  const { stdout } = bash(`for each in ${names.join(' ')}; do if is_name "$each"; then echo "$each"; fi; done`)
  expect(stdout.trim().split('\n')).toEqual(good)
})

test('all that stands in the way is said at once, and nothing is asked then', async () => {
  const folder = await aFolder()
  await writeFile(path.join(folder, 'system'), 'ID=fedora\nVERSION_ID=44\n')
  const wrong = { os_release: path.join(folder, 'system'), turn_name: 'video.clinic.example', given_key: 'key.pem' }
  const lines = 'check_addresses() { :; }\ncheck_ports() { :; }\ncheck_all'
  const { status, stderr } = bash(lines, wrong)
  expect(status).toBe(1)
  expect(stderr).toContain('Nothing was changed. First put right:')
  expect(stderr).toContain('this is fedora 44')
  expect(stderr).toContain('TURN needs a name of its own')
  expect(stderr).toContain('--certificate and --key go together.')
})

test('a file that is right is left alone, and who reads it is noted before one that is not', async () => {
  const folder = await aFolder()
  const file = path.join(folder, 'file')
  const owner = '"$(id -un):$(id -gn)"'
  const write = (text: string) => `write_file '${file}' 640 ${owner} nginx <<<'${text}'`
  const told = (lines: string) =>
    bash(`${lines}\necho "$changes"; is_noted nginx && echo noted`, { state: folder }).stdout
  expect(told(write('one'))).toBe('1\nnoted\n')
  await rm(path.join(folder, 'pending/nginx'))
  expect(told(write('one'))).toBe('0\n')
  expect(told(`chmod 666 '${file}'\n${write('one')}`)).toBe('1\nnoted\n')
  await rm(path.join(folder, 'pending/nginx'))
  // Where it dies in between, the next run knows.
  expect(told(`(mv() { exit 1; }; ${write('two')}) || :`)).toBe('0\nnoted\n')
  expect(await readFile(file, 'utf8')).toBe('one\n')
})

test('another version is known by what it is made of, and not by what was built or tested', async () => {
  const folder = await aFolder()
  const put = async (name: string, text: string) => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
    await writeFile(path.join(folder, name), text)
  }
  const version = () => bash(`version_of '${folder}'`).stdout
  await put('package.json', '{\n  "version": "1.2.3"\n}')
  await put('server/src/main.ts', 'one')
  const first = version()
  expect(first).toMatch(/^1\.2\.3-[\da-f]{12}$/)
  for (const name of ['server/test/a.ts', 'room/dist/a.js', 'node_modules/a/a.js', 'ui/node_modules/a.js', 'data/a'])
    await put(name, 'more')
  expect(version()).toBe(first)
  await put('server/src/main.ts', 'two')
  expect(version()).not.toBe(first)
})

test('the relay is told by which addresses people reach it', () => {
  const of = (leadsTo: string) => {
    const stubs = [
      `addresses_of() { printf '%s\\n' ${leadsTo}; }`,
      "own_addresses() { printf '%s\\n' 192.0.2.7 10.20.0.4 2a00:1450::7; }",
      'address_inside() { echo 10.20.0.4; }',
    ]
    return bash(`${stubs.join('\n')}\nturn_addresses`)
      .stdout.trim()
      .split('\n')
  }
  const both = (address: string) => [`listening-ip=${address}`, `relay-ip=${address}`]
  expect(of('192.0.2.7 2a00:1450::7')).toEqual([...both('192.0.2.7'), ...both('2a00:1450::7')])
  expect(of('10.20.0.4')).toEqual([...both('10.20.0.4'), 'allowed-peer-ip=10.20.0.4'])
  expect(of('203.0.113.9')).toEqual([...both('10.20.0.4'), 'external-ip=203.0.113.9/10.20.0.4'])
})

test('its relay and its proxy have the lines of the page on self-hosting', async () => {
  const denied = (text: string) => text.match(/^(denied-peer-ip|no-multicast-peers|(min|max)-port|use-auth).*$/gm)
  expect(denied(await read('turnserver.conf'))?.toSorted()).toEqual(denied(page)?.toSorted())
  const [, documented = ''] = /^```nginx\n(map .+?)^```$/ms.exec(page) ?? []
  const linesOf = (text: string) => text.split('\n').map((line) => line.trim().replace(/\s+/g, ' '))
  const made = ['nginx-443.conf', 'nginx-80.conf', 'nginx-443-stream.conf']
  const lines = new Set((await Promise.all(made.map(read))).flatMap(linesOf))
  const names = (line: string) =>
    line
      .replace(/\$host(?=[/$])/, '@NAME@')
      .replace(/^server_name .*/, 'server_name @NAME@;')
      .replace(/^listen 443 ssl;/, 'listen 443;')
      .replace(/\/etc\/ssl\/\S+pem;/, '@CERTIFICATE@;')
      .replace(/\/etc\/ssl\/\S+key;/, '@KEY@;')
  expect(
    linesOf(documented)
      .map(names)
      .filter((line) => !line.startsWith('#') && !lines.has(line)),
  ).toEqual([])
})
