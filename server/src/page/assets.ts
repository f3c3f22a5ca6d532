import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { SetupError } from '../setup-error.ts'

/** The built room's files, as addresses. */
export type RoomAssets = {
  /** Starts devices and socket. */
  main: string
  /** Draws. */
  start: string
  styles: readonly string[]
}

type ManifestChunk = { file: string; css?: string[] }
type Manifest = Record<string, ManifestChunk>

export const assetsAddress = '/room/'
export const builtRoom = path.join(import.meta.dirname, '../../../room/dist')

/** Reads what the build says of itself (Vite's manifest). */
export async function loadRoomAssets(folder = builtRoom): Promise<RoomAssets> {
  const manifest = await readManifest(folder)
  const script = (source: string) => {
    const chunk = manifest[source]
    if (!chunk) throw new SetupError(`The built room lacks ${source}. Build it again with "npm run build".`)
    return address(chunk.file)
  }
  const styles = Object.values(manifest).flatMap(({ file, css = [] }) => (file.endsWith('.css') ? [file] : css))
  return { main: script('src/main.ts'), start: script('src/start.tsx'), styles: [...new Set(styles)].map(address) }
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
