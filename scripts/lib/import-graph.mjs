import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import { parseSync, Visitor } from 'vite'

/**
 * @typedef {{ to: string, isOfTypes: boolean, line: number }} Import `to` is a file of ours by its path from the root,
 *   a package by its name, or `node:…`
 * @typedef {Map<string, readonly Import[]>} ImportGraph each file of ours with what it imports
 * @typedef {{ name?: string, exports?: Record<string, string>, workspaces?: string[] }} Manifest
 */

const sources = /\.(?:ts|tsx|mjs)$/
const others = /\.css$/
const built = new Set(['node_modules', 'dist', 'results'])

/**
 * Who imports whom, types included. Compilers and bundlers each leave out some of it: types, or what is loaded later.
 * @param {string} root
 * @returns {ImportGraph}
 */
export function readImportGraph(root) {
  const { workspaces = [] } = readManifest(root)
  const manifests = new Map(workspaces.map((folder) => [folder, readManifest(path.join(root, folder))]))
  const files = [...workspaces, 'scripts'].flatMap((folder) => filesIn(root, folder))
  return new Map(
    files.map((file) => {
      if (!sources.test(file)) return [file, []]
      const text = readFileSync(path.join(root, file), 'utf8')
      const found = importsOf(file, text).map((one) => ({ ...one, to: resolve(file, one.to, manifests) }))
      return [file, found.flatMap((one) => matching(one.to, files).map((to) => ({ ...one, to })))]
    }),
  )
}

/**
 * What a source asks for, in its own words.
 * @param {string} file
 * @param {string} text
 * @returns {Import[]}
 */
export function importsOf(file, text) {
  const source = parseSync(file, text)
  if (source.errors[0]) throw new Error(`${file} cannot be read: ${source.errors[0].message}`)
  const { staticImports, staticExports, dynamicImports } = source.module
  /** @type {{ to: string, isOfTypes: boolean, start: number }[]} */
  const found = staticImports.map(({ start, moduleRequest, entries }) => ({
    to: moduleRequest.value,
    isOfTypes: isOfTypes(text.slice(start, moduleRequest.start), entries),
    start: moduleRequest.start,
  }))
  for (const { moduleRequest, isType } of staticExports.flatMap(({ entries }) => entries)) {
    if (moduleRequest) found.push({ to: moduleRequest.value, isOfTypes: isType, start: moduleRequest.start })
  }
  for (const {
    moduleRequest: { start, end },
  } of dynamicImports) {
    const name = /^['"`]([^$]+)['"`]$/.exec(text.slice(start, end))?.[1]
    if (name) found.push({ to: name, isOfTypes: false, start })
  }
  // Vite makes imports of these; those that are read as text are in tests.
  for (const { index, 1: to = '' } of text.matchAll(/\bimport\.meta\.glob(?:<[^(]*>)?\('([^']+)'/g)) {
    found.push({ to, isOfTypes: false, start: index })
  }
  // The parser lists all but these. To walk through a tree takes a hundred times as long as to read the lists.
  if (/\bimport\(/.test(text)) {
    /** @param {import('vite').ESTree.TSImportType} type */
    const add = ({ source: { value, start } }) => found.push({ to: value, isOfTypes: true, start })
    new Visitor({ TSImportType: add }).visit(source.program)
  }
  return found.map(({ to, isOfTypes, start }) => ({ to, isOfTypes, line: text.slice(0, start).split('\n').length }))
}

/**
 * @param {string} statement
 * @param {readonly { isType: boolean }[]} entries
 */
function isOfTypes(statement, entries) {
  if (/^import\s+type\b/.test(statement)) return true
  return entries.length > 0 && entries.every(({ isType }) => isType)
}

/**
 * @param {string} file
 * @param {string} wanted
 * @param {ReadonlyMap<string, Manifest>} manifests
 */
function resolve(file, wanted, manifests) {
  if (wanted.startsWith('.')) return path.posix.join(path.posix.dirname(file), wanted.replace(/\?.*/, ''))
  if (isBuiltin(wanted)) return `node:${wanted.replace(/^node:|\/.*/g, '')}`
  const [first = '', second = ''] = wanted.split('/')
  const name = wanted.startsWith('@') ? `${first}/${second}` : first
  for (const [folder, manifest] of manifests) {
    if (manifest.name !== name) continue
    const rest = wanted.slice(name.length + 1)
    const target = manifest.exports?.[rest ? `./${rest}` : '.'] ?? manifest.exports?.['./*']?.replace('*', rest)
    if (!target) throw new Error(`${file} asks for ${wanted}, which ${folder}/package.json does not export`)
    return path.posix.join(folder, target)
  }
  return name
}

/**
 * The files that a name with stars in it means.
 * @param {string} name
 * @param {readonly string[]} files
 */
function matching(name, files) {
  return name.includes('*') ? files.filter((file) => path.posix.matchesGlob(file, name)) : [name]
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function filesIn(root, folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const place = `${folder}/${entry.name}`
    if (entry.isDirectory()) return built.has(entry.name) || entry.name.startsWith('.') ? [] : filesIn(root, place)
    return sources.test(entry.name) || others.test(entry.name) ? [place] : []
  })
}

/** @param {string} folder @returns {Manifest} */
function readManifest(folder) {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
}
