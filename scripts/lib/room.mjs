import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { findNode, programOf } from './dependencies.mjs'
import { keepOlderFiles } from './older-files.mjs'
import { Explained, root, run } from './run.mjs'

const room = path.join(root, 'room')
const embed = path.join(root, 'embed')
const built = path.join(room, 'dist')
/** Says which sources the built room was made from. */
const stamp = path.join(built, '.sources')
const sources = [
  'room/src',
  'room/public',
  'room/vite.config.ts',
  'room/package.json',
  'ui/src',
  'ui/package.json',
  'embed/src',
  'embed/vite.config.ts',
  'embed/package.json',
  'contract/src',
  'package-lock.json',
  'package.json',
]
const compressible = /\.(js|css|html|svg|json|webmanifest|txt|wasm)$/

/** What a release has is built, and there is nothing to build it from. */
const isMade = !existsSync(path.join(room, 'vite.config.ts'))

/** Builds the room, and the script that shows it in other pages, unless those there were built from these sources. */
export async function ensureRoom() {
  if (isMade) return
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hashSources()) return
  console.log('Building the room …')
  if ((await buildRoom()) !== 0) throw new Explained('The room could not be built; what is wrong stands above.')
}

/** Builds both, and looks whether all browsers that they are for have what they use. The answer is the exit code. */
export async function buildRoom() {
  if (isMade) {
    console.log('The room is built already, as this is a release.')
    return 0
  }
  const startedMs = Date.now()
  const hash = hashSources()
  const vite = [programOf('vite', 'bin/vite.js'), 'build', '--logLevel', 'warn']
  const code = await run(findNode(), vite, { cwd: room })
  if (code !== 0) return code
  for (const script of ['embed', 'check']) {
    const code = await run(findNode(), [...vite, '--mode', script], { cwd: embed })
    if (code !== 0) return code
  }
  const fits = await run(findNode(), [path.join(root, 'scripts/web-apis.mjs')])
  if (fits !== 0) return fits
  await compress(startedMs)
  keepOlderFiles(built, { startedMs, nowMs: Date.now() })
  writeFileSync(stamp, hash)
  return 0
}

function hashSources() {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const file of filesIn(path.join(root, source)))
      hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** Brotli looks so far back, as powers of two: which is best differs by file, and more is not always smaller. */
const windows = [18, 22]

/**
 * Makes the files that the server sends to browsers which take compressed ones.
 * @param {number} startedMs when the build did; what is older has them
 */
async function compress(startedMs) {
  const brotli = promisify(zlib.brotliCompress)
  const gzip = promisify(zlib.gzip)
  const files = filesIn(built).filter(
    (file) =>
      compressible.test(file) && !file.includes(`${path.sep}.vite${path.sep}`) && statSync(file).mtimeMs >= startedMs,
  )
  await Promise.all(
    files.map(async (file) => {
      const content = readFileSync(file)
      const { BROTLI_PARAM_SIZE_HINT: hint, BROTLI_PARAM_LGWIN: window } = zlib.constants
      const tries = windows.map((bits) => brotli(content, { params: { [hint]: content.length, [window]: bits } }))
      const [smallest] = (await Promise.all(tries)).sort((one, other) => one.length - other.length)
      if (smallest) writeFileSync(`${file}.br`, smallest)
      writeFileSync(`${file}.gz`, await gzip(content, { level: 9 }))
    }),
  )
}

/**
 * @param {string} place a file, or a folder whose files are wanted
 * @returns {string[]}
 */
function filesIn(place) {
  if (!existsSync(place)) return []
  if (path.extname(place)) return [place]
  return readdirSync(place, { recursive: true })
    .map((name) => path.join(place, String(name)))
    .filter((file) => statSync(file).isFile())
    .sort()
}
