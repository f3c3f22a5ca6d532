import path from 'node:path'

/**
 * @typedef {import('./import-graph.mjs').ImportGraph} ImportGraph
 * @typedef {import('./import-graph.mjs').Import} Import
 *
 * @typedef {object} Layer folders that may import the same
 * @property {string} [is] what it is, for the picture; left out for what is not in it
 * @property {readonly string[]} imports layers, folders, files and packages. After `types of ` only their types, after
 *   `values of ` only the rest; what begins with `./` is in the folder of the file that imports it
 * @property {Readonly<Record<string, readonly string[]>>} folders each with what it imports besides. One that ends in
 *   `/**` is a folder with all that is in it; a `*` before that is any folder, each of them for itself
 *
 * @typedef {object} Kind files that may not import all that their folder may
 * @property {readonly string[]} files
 * @property {readonly string[]} never
 * @property {string} why
 *
 * @typedef {object} Boundaries
 * @property {Readonly<Record<string, readonly string[]>>} sets packages by a name for all of them
 * @property {Readonly<Record<string, Layer>>} layers
 * @property {readonly Kind[]} kinds
 * @property {{ files: readonly string[], imports: readonly string[] }} tests they import all of their workspace, and
 *   what stands here
 *
 * @typedef {object} Zone where a file stands
 * @property {string} layer
 * @property {string} folder as it is written in boundaries.json
 * @property {string} place the same, with a name for a `*`
 */

/**
 * What is wrong with who imports whom, a sentence each.
 * @param {Boundaries} boundaries
 * @param {ImportGraph} graph
 * @returns {string[]}
 */
export function judge(boundaries, graph) {
  const { layers, kinds, tests } = boundaries
  const findZone = createFindZone(layers)
  const isTest = matcher(tests.files)
  const covers = createCovers(boundaries, findZone)
  /** @type {string[]} */
  const wrong = []
  const unlisted = [...graph.keys()].filter((file) => !findZone(file)).map((file) => path.posix.dirname(file))
  for (const folder of new Set(unlisted)) wrong.push(`${folder}/ is not in boundaries.json.`)

  for (const [file, imports] of graph) {
    const zone = findZone(file)
    const layer = zone && layers[zone.layer]
    if (!layer) continue
    const allowed = [...layer.imports, ...(layer.folders[zone.folder] ?? []), ...(isTest(file) ? tests.imports : [])]
    const strict = isTest(file) ? [] : kinds.filter(({ files }) => matcher(files)(file))
    for (const wanted of imports) {
      const says = `${file}:${wanted.line} → ${wanted.to}`
      const broken = strict.find(({ never }) => never.some((entry) => covers(entry, file, wanted)))
      if (broken) wrong.push(`${says}: ${broken.why}`)
      else if (isTest(wanted.to) && !isTest(file)) wrong.push(`${says}: That file is for tests only.`)
      else if (findZone(wanted.to)?.place === zone.place || (graph.has(wanted.to) && !findZone(wanted.to))) continue
      else if (isTest(file) && workspaceOf(wanted.to) === workspaceOf(file)) continue
      else if (!allowed.some((entry) => covers(entry, file, wanted))) {
        wrong.push(`${says}: ${zone.folder} (${zone.layer}) may not import ${wanted.isOfTypes ? 'its types' : 'it'}.`)
      }
    }
  }
  return wrong
}

/**
 * What boundaries.json says and nothing needs: folders that are gone, and what nobody imports.
 * @param {Boundaries} boundaries
 * @param {ImportGraph} graph
 * @returns {string[]}
 */
export function needless(boundaries, graph) {
  const { layers } = boundaries
  const findZone = createFindZone(layers)
  const covers = createCovers(boundaries, findZone)
  const files = [...graph].map(([file, imports]) => ({ file, imports, zone: findZone(file) }))
  return Object.entries(layers).flatMap(([name, { imports, folders }]) => {
    const here = files.filter(({ zone }) => zone?.layer === name)
    /** @param {string} entry @param {typeof here} among */
    const isUsed = (entry, among) => among.some(({ file, imports }) => imports.some((one) => covers(entry, file, one)))
    const ofLayer = imports
      .filter((entry) => !isUsed(entry, here))
      .map((entry) => `${name} imports nothing of ${entry}.`)
    const ofFolders = Object.entries(folders).flatMap(([folder, more]) => {
      const inside = here.filter(({ zone }) => zone?.folder === folder)
      if (inside.length === 0) return [`There is no ${folder}.`]
      return more.filter((entry) => !isUsed(entry, inside)).map((entry) => `${folder} imports nothing of ${entry}.`)
    })
    return [...ofLayer, ...ofFolders]
  })
}

/**
 * Whether an entry speaks of what a file imports.
 * @param {Boundaries} boundaries
 * @param {(file: string) => Zone | undefined} findZone
 */
function createCovers({ sets, layers }, findZone) {
  /** @param {string} entry @param {string} file @param {Import} wanted */
  return (entry, file, { to, isOfTypes }) => {
    const [, which, said = ''] = /^(types of |values of )?(.*)$/.exec(entry) ?? []
    if (which && (which === 'types of ') !== isOfTypes) return false
    const name = said.startsWith('./') ? path.posix.join(path.posix.dirname(file), said) : said
    const zone = findZone(to)
    if (sets[name]) return matcher(sets[name])(to)
    if (layers[name]) return zone?.layer === name
    return zone?.folder === name || zone?.place === name || toRegExp(name).test(to)
  }
}

/**
 * The line of a file: its own, else its folder's, else that of the closest folder that speaks for all in it.
 * @param {Boundaries['layers']} layers
 * @returns {(file: string) => Zone | undefined}
 */
function createFindZone(layers) {
  const rows = Object.entries(layers)
    .flatMap(([layer, { folders }]) => Object.keys(folders).map((folder) => ({ layer, folder })))
    .map((row) => ({ ...row, ...partsOf(row.folder) }))
    .sort((a, b) => b.rank - a.rank)
  /** @type {Map<string, Zone | undefined>} */
  const found = new Map()
  return (file) => {
    if (!found.has(file)) {
      for (const { layer, folder, pattern } of rows) {
        const [, place] = pattern.exec(file) ?? []
        if (!place) continue
        found.set(file, { layer, folder, place })
        break
      }
    }
    return found.get(file)
  }
}

/** @param {string} folder */
function partsOf(folder) {
  const withAll = folder.endsWith('/**')
  const name = withAll ? folder.slice(0, -'/**'.length) : folder
  const depth = name.split('/').length
  if (path.posix.extname(name)) return { pattern: new RegExp(`^(${sourceOf(name)})$`), rank: Number.POSITIVE_INFINITY }
  // A folder with a line of its own is not spoken for by the one around it.
  if (withAll) return { pattern: new RegExp(`^(${sourceOf(name)})/`), rank: depth }
  return { pattern: new RegExp(`^(${sourceOf(name)})/[^/]+$`), rank: depth + 0.5 }
}

/** @param {readonly string[]} globs */
function matcher(globs) {
  const patterns = globs.map(toRegExp)
  return (/** @type {string} */ file) => patterns.some((pattern) => pattern.test(file))
}

/** @param {string} glob */
function toRegExp(glob) {
  return new RegExp(`^${sourceOf(glob)}$`)
}

/** @param {string} glob */
function sourceOf(glob) {
  return glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*/g, (stars) => (stars === '*' ? '[^/]*' : stars === '**' ? '.*' : '(?:.*/)?'))
}

/** @param {string} file */
function workspaceOf(file) {
  return file.split('/')[0]
}
