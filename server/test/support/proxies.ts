import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request as askPlain } from 'node:http'
import { request as askByTls } from 'node:https'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { makeCertificate } from './certificate.ts'
import { freePort } from './process.ts'

/** Where Debian's packages put them. */
const programs = { nginx: '/usr/sbin/nginx', caddy: '/usr/bin/caddy' }
export type ProxyName = keyof typeof programs

export const hasProxy = (name: ProxyName) => existsSync(programs[name])

const host = 'video.clinic.example'
const page = path.join(import.meta.dirname, '../../../docs/self-hosting.md')

/** A proxy with the very lines that docs/self-hosting.md has for several processes; only addresses are others. */
export async function startProxy(name: ProxyName, processes: readonly [string, string]): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), `anteroom-${name}-`))
  const [https, http] = [await freePort(), await freePort()]
  const { certificate, key } = makeCertificate(folder, host)
  const text = await readFile(page, 'utf8')
  const places = { text, folder, certificate, key, https, http, processes }
  const child = await (name === 'nginx' ? startNginx(places) : startCaddy(places))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (said) => (output += said))
  onTestFinished(async () => {
    if (child.exitCode === null) {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    }
    await rm(folder, { recursive: true, force: true })
  })
  const url = `https://127.0.0.1:${https}`
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${name} ended at its start:\n${output}`)
    const status = await ask(url, '/readyz').then(
      (answer) => answer.status,
      () => null,
    )
    if (status === 200) return url
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

type Places = {
  text: string
  folder: string
  certificate: string
  key: string
  https: number
  http: number
  processes: readonly [string, string]
}

async function startNginx({ text, folder, certificate, key, https, http, processes }: Places): Promise<ChildProcess> {
  const [site = '', upstream = ''] = blocksOf(text, 'nginx')
  const documented = replaced(`${upstream}\n${site}`, [
    ['http://127.0.0.1:3000', 'http://anteroom'],
    ['10.0.0.11:3000', addressOf(processes[0])],
    ['10.0.0.12:3000', addressOf(processes[1])],
    ['listen 443 ssl', `listen 127.0.0.1:${https} ssl`],
    ['listen 80', `listen 127.0.0.1:${http}`],
    [`/etc/ssl/${host}.pem`, certificate],
    [`/etc/ssl/${host}.key`, key],
  ])
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (what) => `${what}_temp_path ${folder}/${what};`,
  )
  const whole = [
    'daemon off;',
    ...(process.getuid?.() === 0 ? ['user root;'] : []),
    `pid ${folder}/nginx.pid;`,
    'error_log stderr error;',
    'events {}',
    `http {\naccess_log off;\n${temporary.join('\n')}\n${documented}\n}`,
  ]
  const file = path.join(folder, 'nginx.conf')
  await writeFile(file, whole.join('\n'))
  return spawn(programs.nginx, ['-c', file, '-e', 'stderr'], { stdio: ['ignore', 'pipe', 'pipe'] })
}

async function startCaddy({ text, folder, certificate, key, https, http, processes }: Places): Promise<ChildProcess> {
  const [site = '', several = ''] = blocksOf(text, '').filter((block) => block.includes('reverse_proxy'))
  const documented = replaced(site, [
    ['  reverse_proxy 127.0.0.1:3000\n', `  tls ${certificate} ${key}\n${several}`],
    ['10.0.0.11:3000', addressOf(processes[0])],
    ['10.0.0.12:3000', addressOf(processes[1])],
    [`${host} {`, `:${https} {`],
    [`http://${host} {`, `http://${host}:${http} {`],
  ])
  await mkdir(path.join(folder, 'home'))
  const file = path.join(folder, 'Caddyfile')
  await writeFile(file, `{\n  admin off\n  auto_https disable_redirects\n  skip_install_trust\n}\n${documented}`)
  return spawn(programs.caddy, ['run', '--adapter', 'caddyfile', '--config', file], {
    env: { ...process.env, HOME: path.join(folder, 'home'), XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** The blocks of code in one language on the page, in their order. */
function blocksOf(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
    .filter(([, of]) => of === language)
    .map(([, , block = '']) => block)
}

/** Each of the pairs has to be there: a page that says something else is not what was tested. */
function replaced(text: string, pairs: readonly (readonly [string, string])[]): string {
  return pairs.reduce((so, [from, to]) => {
    if (!so.includes(from)) throw new Error(`docs/self-hosting.md has no "${from}" any more`)
    return so.replace(from, to)
  }, text)
}

const addressOf = (url: string) => new URL(url).host

/** One request over a connection of its own, as different clients make them. */
export function ask(url: string, way: string, token?: string, body?: string) {
  const headers = {
    host,
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(body ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } : {}),
  }
  const method = body ? 'POST' : 'GET'
  const request = url.startsWith('https:') ? askByTls : askPlain
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const asked = request(`${url}${way}`, { method, headers, rejectUnauthorized: false, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part) => (text += part))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
      answer.on('error', reject)
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
