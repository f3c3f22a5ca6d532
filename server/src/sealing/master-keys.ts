import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { SetupError } from '../ground/setup-error.ts'

/** `sealingKey` is derived from the master key, which itself encrypts nothing. */
export type MasterKey = { id: string; sealingKey: Buffer }

const keyBytes = 32
const entry = /^(?:([A-Za-z0-9_-]{1,32}):)?([A-Za-z0-9+/_-]{43}=?)$/

/**
 * Reads `MASTER_KEY`: keys in base64, each with a name before it if the host gives it one. A key without a name is
 * known by a part of its hash, so that a wrong key is noticed by its name. Null for anything else.
 */
export function parseMasterKeys(text: string): MasterKey[] | null {
  const keys: MasterKey[] = []
  for (const part of text.split(/[\s,]+/).filter(Boolean)) {
    const [, name, base64 = ''] = entry.exec(part) ?? []
    const secret = Buffer.from(base64, 'base64')
    if (secret.length !== keyBytes) return null
    const sealingKey = Buffer.from(hkdfSync('sha256', secret, '', 'anteroom sealing', keyBytes))
    keys.push({ id: name ?? createHash('sha256').update(sealingKey).digest('hex').slice(0, 8), sealingKey })
  }
  const isClear = new Set(keys.map(({ id }) => id)).size === keys.length
  return keys.length > 0 && isClear ? keys : null
}

export const masterKeyFile = (dataDir: string) => path.join(dataDir, 'master.key')

/** The keys in the data folder; null when there is no file. */
export async function readMasterKeyFile(dataDir: string): Promise<MasterKey[] | null> {
  const file = masterKeyFile(dataDir)
  try {
    const keys = parseMasterKeys(await readFile(file, 'utf8'))
    if (keys) return keys
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new SetupError(`The master key in ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`, {
      cause: error,
    })
  }
  throw new SetupError(`${file} holds no master key. Put back the file that was there.`)
}

/** Makes the file. Of processes that do so at the same moment the first one's key is what all of them read. */
export async function makeMasterKeyFile(dataDir: string): Promise<MasterKey[]> {
  const file = masterKeyFile(dataDir)
  // Not by the process's id: two containers on one volume have the same.
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await mkdir(dataDir, { recursive: true })
  try {
    await writeFile(draft, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600 })
    await chmod(draft, 0o600)
    // Unlike a rename this never replaces a key that is there.
    await link(draft, file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EEXIST') throw new SetupError(`The master key cannot be kept in ${file} (${code}).`, { cause: error })
  } finally {
    await rm(draft, { force: true })
  }
  const keys = await readMasterKeyFile(dataDir)
  if (!keys) throw new SetupError(`The master key was kept in ${file}, and is not there any more.`)
  return keys
}
