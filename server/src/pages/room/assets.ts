import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { type Language, languageTags } from '@anteroom/contract/languages'
import { SetupError } from '../../ground/setup-error.ts'
import type { Forms } from '../../http/compressed.ts'

/** The built room's files, as addresses. */
export type RoomAssets = {
  /** What is done before any other script has come, to be put into the page. */
  early: string
  /** Starts devices and socket. */
  main: string
  /** Draws. */
  start: string
  styles: readonly string[]
  /** The words of each language, as scripts to be put into the page. */
  words: Readonly<Record<Language, string>>
  /** What every page asks for, by address, kept in memory: from the disk they come later than the page itself. */
  kept: ReadonlyMap<string, Forms>
}

type ManifestChunk = { file: string; css?: string[]; imports?: string[] }
type Manifest = Record<string, ManifestChunk>

export const assetsAddress = '/room/'
export const builtRoom = path.join(import.meta.dirname, '../../../../room/dist')

/** Reads what the build says of itself (Vite's manifest). */
export async function loadRoomAssets(folder = builtRoom): Promise<RoomAssets> {
  const manifest = await readManifest(folder)
  const chunkOf = (source: string) => {
    const chunk = manifest[source]
    if (!chunk) throw new SetupError(`The built room lacks ${source}. Build it again with "npm run build".`)
    return chunk
  }
  const script = (source: string) => address(chunkOf(source).file)
  async function textOf(source: string) {
    const { file, imports = [] } = chunkOf(source)
    const text = await readFile(path.join(folder, file), 'utf8')
    // Within the page it can neither find other files nor hold what would end its element.
    if (imports.length > 0 || /<\/script|<!--/i.test(text)) throw new SetupError(`${file} cannot stand in a page.`)
    return text
  }
  async function wordsOf(language: Language) {
    const name = language.toLowerCase()
    return [language, await textOf(`src/words/${name}/${name}.ts`)] as const
  }
  const styles = Object.values(manifest).flatMap(({ file, css = [] }) => (file.endsWith('.css') ? [file] : css))
  const words = await Promise.all(languageTags.map(wordsOf))
  const main = script('src/main.ts')
  const start = script('src/start.tsx')
  const sheets = [...new Set(styles)].map(address)
  const kept = [main, start, ...sheets].map(async (name) => [name, await formsOf(folder, name)] as const)
  return {
    early: await textOf('src/early.ts'),
    main,
    start,
    styles: sheets,
    kept: new Map(await Promise.all(kept)),
    words: Object.fromEntries(words) as RoomAssets['words'],
  }
}

async function readManifest(folder: string): Promise<Manifest> {
  try {
    return JSON.parse(await readFile(path.join(folder, '.vite/manifest.json'), 'utf8'))
  } catch (cause) {
    throw new SetupError('The room has not been built. Build it with "npm run build", or use "npm start".', { cause })
  }
}

async function formsOf(folder: string, name: string): Promise<Forms> {
  const file = path.join(folder, name.slice(assetsAddress.length))
  const plain = await readFile(file)
  // While somebody works on the room, it is built without the compressed ones.
  const made = (ending: string, make: () => Buffer) => readFile(`${file}${ending}`).catch(make)
  const [br, gzip] = await Promise.all([
    made('.br', () => brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })),
    made('.gz', () => gzipSync(plain)),
  ])
  return { type: file.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8', plain, br, gzip }
}

function address(file: string): string {
  return `${assetsAddress}${file}`
}
