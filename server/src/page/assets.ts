import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { SetupError } from '../setup-error.ts'

/** The built room's files, as addresses. */
export type RoomAssets = { entry: string; styles: readonly string[]; call: readonly string[] }

type ManifestChunk = { file: string; css?: string[]; imports?: string[]; dynamicImports?: string[]; isEntry?: boolean }
type Manifest = Record<string, ManifestChunk>

/** The part of the room that is loaded while people get ready for the call. */
const callScreen = 'src/screens/in-call/in-call.tsx'

export const assetsAddress = '/room/'
export const builtRoom = path.join(import.meta.dirname, '../../../room/dist')

/** Reads what the build says of itself (Vite's manifest). */
export async function loadRoomAssets(folder = builtRoom): Promise<RoomAssets> {
  const manifest = await readManifest(folder)
  const entry = Object.values(manifest).find(({ isEntry }) => isEntry)
  if (!entry) throw new SetupError('The built room has no entry. Build it again with "npm run build".')
  const loaded = new Set([entry, ...importsOf(manifest, entry)])
  const call = new Set<string>()
  const screen = manifest[callScreen]
  for (const part of screen ? [screen, ...importsOf(manifest, screen)] : []) {
    if (!loaded.has(part)) call.add(address(part.file))
  }
  const styles = Object.values(manifest).flatMap(({ file, css = [] }) => (file.endsWith('.css') ? [file] : css))
  return { entry: address(entry.file), styles: [...new Set(styles)].map(address), call: [...call] }
}

async function readManifest(folder: string): Promise<Manifest> {
  try {
    return JSON.parse(await readFile(path.join(folder, '.vite/manifest.json'), 'utf8'))
  } catch (cause) {
    throw new SetupError('The room has not been built. Build it with "npm run build", or use "npm start".', { cause })
  }
}

function importsOf(manifest: Manifest, chunk: ManifestChunk): ManifestChunk[] {
  return (chunk.imports ?? []).flatMap((name) => {
    const imported = manifest[name]
    return imported ? [imported, ...importsOf(manifest, imported)] : []
  })
}

function address(file: string): string {
  return `${assetsAddress}${file}`
}
