import { randomBytes } from 'node:crypto'
import { chmod, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Check } from 'typebox/value'
import { Demo } from './demo.ts'

const pathIn = (dataDir: string) => path.join(dataDir, 'demo.json')

/** Null when there is none, or none that can be read. */
export async function readDemoFile(dataDir: string): Promise<Demo | null> {
  try {
    const read: unknown = JSON.parse(await readFile(pathIn(dataDir), 'utf8'))
    return Check(Demo, read) ? read : null
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Secrets stand in it: from its first moment it is its owner's alone. Renamed into place, it is never half written. */
export async function writeDemoFile(dataDir: string, demo: Demo): Promise<void> {
  const draft = `${pathIn(dataDir)}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 })
  await chmod(draft, 0o600)
  await rename(draft, pathIn(dataDir))
}
