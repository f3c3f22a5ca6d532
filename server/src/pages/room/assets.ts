import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Language, languageTags } from '@anteroom/contract/languages'
import { SetupError } from '../../ground/setup-error.ts'

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
  return {
    early: await textOf('src/early.ts'),
    main: script('src/main.ts'),
    start: script('src/start.tsx'),
    styles: [...new Set(styles)].map(address),
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

function address(file: string): string {
  return `${assetsAddress}${file}`
}
