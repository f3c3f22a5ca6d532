import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { Explained, root } from './run.mjs'

/**
 * @typedef {{ version?: string, resolved?: string, optional?: boolean, devOptional?: boolean, peer?: boolean,
 *   link?: boolean }} Locked
 */

const oldestNode = 24

/** Installs what package-lock.json asks for, unless it is there already. */
export async function ensureDependencies() {
  if (isInstalled()) return
  console.log('Installing dependencies (npm ci) …')
  const first = await npm('ci')
  if (first.code === 0) return
  if (first.said.includes('EUSAGE')) {
    console.log('package.json asks for more than package-lock.json has. Once more, less strictly (npm install) …')
    if ((await npm('install', '--no-save')).code === 0) return
  }
  throw new Explained(
    `The dependencies could not be installed: npm's words stand above. npm needs its registry ("npm ping" tells whether it answers; behind a proxy set it with "npm config set proxy") and the right to write to ${path.join(root, 'node_modules')}.`,
  )
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<{ code: number | null, said: string }>}
 */
export function npm(...args) {
  // What npm warns of is the Node that it runs on itself; ours comes with the dependencies.
  const quietly = ['--no-audit', '--no-fund', '--loglevel=error']
  return new Promise((resolve, reject) => {
    const child = spawn('npm', [...args, ...quietly], {
      cwd: root,
      env: withoutOwnPrograms(),
      stdio: ['inherit', 'inherit', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (text) => {
      said += text
      process.stderr.write(text)
    })
    child.once('error', () => reject(new Explained('npm is needed, and there is none. It comes with Node.')))
    child.once('close', (code) => resolve({ code, said }))
  })
}

/** Compares the lock with the note that npm keeps of what it installed; packages for other systems may be missing. */
function isInstalled() {
  const wanted = readPackages(path.join(root, 'package-lock.json'))
  const present = readPackages(path.join(root, 'node_modules/.package-lock.json'))
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([name, { version, resolved, optional, devOptional, link }]) => {
    if (!name.startsWith('node_modules/') && !name.includes('/node_modules/')) return true
    if (link && resolved) return ensureLink(name, resolved)
    const found = present[name]
    return found ? found.version === version : Boolean(optional || devOptional)
  })
}

/**
 * A workspace that is new is a link, and nothing that npm would have to fetch everything else again for.
 * @param {string} name
 * @param {string} folder
 */
function ensureLink(name, folder) {
  const link = path.join(root, name)
  if (existsSync(link)) return true
  mkdirSync(path.dirname(link), { recursive: true })
  // Windows lets everybody make junctions; elsewhere they are links as any others.
  symlinkSync(path.relative(path.dirname(link), path.join(root, folder)), link, 'junction')
  return true
}

/**
 * @param {string} file
 * @returns {Record<string, Locked> | null}
 */
function readPackages(file) {
  if (!existsSync(file)) return null
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return null
  }
}

/** npm must not run on the Node in node_modules, which it is about to replace. */
function withoutOwnPrograms() {
  const own = path.join('node_modules', '.bin')
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  return { ...process.env, PATH: folders.filter((folder) => !folder.endsWith(own)).join(path.delimiter) }
}

/** The Node that everything of ours runs on: the one in node_modules, else this one if it is new enough. */
export function findNode() {
  const own = path.join(root, 'node_modules/node/bin/node')
  if (existsSync(own) && spawnSync(own, ['--version']).status === 0) return own
  if (Number(process.versions.node.split('.')[0]) >= oldestNode) return process.execPath
  throw new Explained(
    `Anteroom runs on Node ${oldestNode}, which npm should have put into ${path.dirname(own)} but has not. Run "npm rebuild node", or install Node ${oldestNode} on this machine; this is ${process.version}.`,
  )
}

/**
 * The file of a program that a dependency brings, to be run by `findNode()`.
 * @param {string} name
 * @param {string} file
 */
export function programOf(name, file) {
  return path.join(root, 'node_modules', name, file)
}
