import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { build, defineConfig, type Plugin } from 'vite'
import anteroom from '../package.json' with { type: 'json' }
import { backgroundFolder } from './src/devices/blur/folder.ts'

const target = anteroom.browsers
const noSocketExtras = path.join(import.meta.dirname, 'src/visit/no-socket-extras.ts')

/**
 * What blurring a background needs, loaded when somebody first wants it: the library, its worker, the model that tells
 * people from rooms, and what runs it (all browsers that the room is built for have SIMD).
 */
const backgroundFiles = [
  'twilio-gaussian-blur-background-processor-pipeline-worker.js',
  'selfie_segmentation_landscape.tflite',
  'tflite-simd-1-0-0.js',
  'tflite-simd-1-0-0.wasm',
]

function backgroundAssets(): Plugin {
  const library = path.dirname(createRequire(import.meta.url).resolve('@twilio/video-processors/package.json'))
  return {
    name: 'background-assets',
    apply: 'build',
    async generateBundle() {
      const emit = (name: string, source: string | Uint8Array) =>
        this.emitFile({ type: 'asset', fileName: `${backgroundFolder}/${name}`, source })
      for (const file of backgroundFiles) emit(file, readFileSync(path.join(library, 'dist/build', file)))
      // Whoever passes the files on has to pass this on with them.
      emit('LICENSE.md', readFileSync(path.join(library, 'LICENSE.md')))
      emit('library.js', await bundleAlone('src/devices/blur/library.ts'))
    },
  }
}

/**
 * Vite wraps each `import()` so that style sheets and scripts of it are fetched ahead. There is one style sheet, in the
 * page, and nothing is preloaded, so what is left of it is the `import()`.
 */
function plainImports(): Plugin {
  return {
    name: 'plain-imports',
    apply: 'build',
    enforce: 'pre',
    load: (id) => (id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load()' : null),
    renderChunk: (code) => code.replace(/\b__vitePreload\((.*?),\s*__VITE_PRELOAD__\s*\)/gs, '($1)()'),
  }
}

type ModuleGraph = { getModuleInfo(id: string): { importedIds: readonly string[] } | null }

/**
 * The first load has two scripts (decision 0012), each with all that it imports; what both import is in the first. Left to
 * itself, the bundler makes files of their own out of some of what they share with what is loaded later.
 */
function twoScripts(): Plugin {
  const scripts = ['main.ts', 'start.tsx'].map((file) => ({
    name: path.parse(file).name,
    entry: path.join(import.meta.dirname, 'src', file),
    imported: new Set<string>(),
  }))
  function follow(id: string, imported: Set<string>, graph: ModuleGraph) {
    if (imported.has(id)) return
    imported.add(id)
    for (const next of graph.getModuleInfo(id)?.importedIds ?? []) follow(next, imported, graph)
  }
  function scriptOf(id: string, graph: ModuleGraph): string | null {
    for (const { entry, imported } of scripts) follow(entry, imported, graph)
    return scripts.find(({ imported }) => imported.has(id))?.name ?? null
  }
  return {
    name: 'two-scripts',
    apply: 'build',
    config: () => ({ build: { rolldownOptions: { output: { codeSplitting: { groups: [{ name: scriptOf }] } } } } }),
    buildStart() {
      for (const { imported } of scripts) imported.clear()
    },
  }
}

/**
 * One style sheet comes with the page. What only a script of later needs is in that script: another file would be another
 * request, and the script would have to wait for it.
 */
function stylesOfLaterScripts(): Plugin {
  return {
    name: 'styles-of-later-scripts',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || chunk.isEntry) continue
        // The script's name changes with its styles: Vite counts their names in.
        const { importedCss = new Set<string>() } = chunk.viteMetadata ?? {}
        for (const file of importedCss) {
          const css = bundle[file]
          if (css?.type !== 'asset') throw new Error(`${chunk.fileName} lacks ${file}`)
          const { source } = css
          const text = JSON.stringify(typeof source === 'string' ? source : Buffer.from(source).toString())
          chunk.code = `{const s=new CSSStyleSheet;s.replaceSync(${text});document.adoptedStyleSheets=[...document.adoptedStyleSheets,s]}${chunk.code}`
          delete bundle[file]
        }
        importedCss.clear()
      }
    },
  }
}

/**
 * Long polling comes when it is needed (`visit/polling.ts`). The list of all that its package has, which the room imports from,
 * would bring it at once.
 */
function pollingAlone(): Plugin {
  const listed = createRequire(createRequire(import.meta.url).resolve('socket.io-client/package.json')).resolve(
    'engine.io-client/package.json',
  )
  return {
    name: 'polling-alone',
    apply: 'build',
    enforce: 'pre',
    resolveId(source, importer = '') {
      if (source === 'socket.io-client' && importer.endsWith('/visit/polling.ts'))
        return path.join(path.dirname(listed), 'build/esm/transports/polling-xhr.js')
      return /^\.\/transports\/polling-/.test(source) ? noSocketExtras : null
    },
  }
}

/**
 * The words that come with the page stand in it, where they can import nothing: what they share with those that come later
 * is in both.
 */
function wordsAlone(): Plugin {
  return {
    name: 'words-alone',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer = '') {
      if (!/\/words\/(?:[^/]+\/)?later\//.test(importer) || !source.startsWith('../')) return null
      const shared = await this.resolve(source, importer, { skipSelf: true })
      return shared && !/\/later\//.test(shared.id) ? `${shared.id}?later` : shared
    },
  }
}

/**
 * Names of classes and movements stand in the style sheet and in the scripts. Counted through they weigh two kilobytes less than the usual
 * ones; in the order of the files, so that two builds of the same source have the same names.
 */
function shortNames(): (name: string, file: string) => string {
  const names = new Map<string, string>()
  const keyOf = (name: string, file: string) => `${file.split('?')[0]} ${name}`
  for (const folder of ['src', '../ui/src']) {
    const root = path.join(import.meta.dirname, folder)
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    for (const file of files.filter((one) => one.endsWith('.module.css')).sort()) {
      const css = readFileSync(path.join(root, file), 'utf8')
      for (const [, name = ''] of css.matchAll(/(?:\.|@keyframes )([a-z][\w-]*)/gi)) {
        const key = keyOf(name, path.join(root, file))
        if (!names.has(key)) names.set(key, `_${names.size.toString(36)}`)
      }
    }
  }
  return (name, file) => {
    const short = names.get(keyOf(name, file))
    if (!short) throw new Error(`${file} has a name that was not counted: ${name}`)
    return short
  }
}

/**
 * Chromium compiles all functions of these two while it reads them, beside the page's thread, and not each of them as it is
 * first called (explicit compile hints): the first drawing of a call takes three quarters of the time.
 */
function compiledEarly(): Plugin {
  return {
    name: 'compiled-early',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk' && ['main', 'start'].includes(chunk.name))
          chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`
      }
    },
  }
}

/**
 * CommonJS among the room's own code would bring the bundler's runtime as a file of its own into the first load of
 * every page, so the library is bundled by itself.
 */
async function bundleAlone(entry: string): Promise<string> {
  const bundles = await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'warn',
    build: { write: false, target, minify: true, lib: { entry, formats: ['es'] } },
  })
  const chunks = [bundles].flat().flatMap((bundle) => ('output' in bundle ? bundle.output : []))
  const [only] = chunks
  if (only?.type !== 'chunk' || chunks.length !== 1) throw new Error(`${entry} does not make one file`)
  return only.code
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/room/',
  plugins: [
    plainImports(),
    twoScripts(),
    pollingAlone(),
    wordsAlone(),
    stylesOfLaterScripts(),
    backgroundAssets(),
    compiledEarly(),
  ],
  css: { modules: { generateScopedName: shortNames() } },
  // Socket.IO brings more than the room uses: transports, and payloads that are not JSON.
  resolve: {
    alias: [
      './transports/index.js',
      './webtransport.js',
      './binary.js',
      './is-binary.js',
      './contrib/base64-arraybuffer.js',
      './contrib/parseuri.js',
    ].map((find) => ({
      find,
      replacement: noSocketExtras,
    })),
  },
  build: {
    outDir: 'dist',
    // Pages that were loaded before go on asking for what they have not fetched yet; see `scripts/lib/older-files.mjs`.
    emptyOutDir: false,
    manifest: true,
    target,
    // Slower than Vite's own, and two kilobytes less to load.
    minify: 'terser',
    terserOptions: { ecma: 2020, compress: { passes: 5, unsafe_arrows: true, keep_fargs: false } },
    // The server names in the page what is needed at once; nothing is left to preload later.
    modulePreload: false,
    // Strict CSP: nothing is inlined as a data: script or style.
    assetsInlineLimit: 0,
    // The first starts what takes longest, the second, several times as large, draws; the page has in it what is earlier.
    rolldownOptions: {
      // A plugin's file has the plugin's name; all of them begin with the same one in their folders.
      output: {
        chunkFileNames: ({ facadeModuleId }) =>
          `assets/${/plugins\/([^/]+)\/plugin\.tsx$/.exec(facadeModuleId ?? '')?.[1] ?? '[name]'}-[hash].js`,
      },
      input: ['src/early.ts', 'src/main.ts', 'src/start.tsx'],
      checks: { bundlerTimings: false },
      treeshake: {
        // Schemas stand beside what the room needs of the contract, and nobody checks by them here.
        manualPureFunctions: ['Type'],
        propertyReadSideEffects: false,
        moduleSideEffects: [
          // Its way from an address to a server; the room has one, and makes its `Manager` itself.
          { test: /socket\.io-client\/build\/esm\/index\.js$/, sideEffects: false },
          // What makes schemas.
          { test: /\/typebox\/build\//, sideEffects: false },
        ],
      },
    },
  },
})
