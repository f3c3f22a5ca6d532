import { spawnSync } from 'node:child_process'
import { access, chmod, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '../src/db/embedded-postgres.ts'

const isRoot = process.getuid?.() === 0
const quiet = { info: () => {}, warn: () => {} }

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

async function newFolder(mode: number): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'anteroom place '))
  await chmod(folder, mode)
  undo.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Starts and stops; the answer is where the database was. */
async function startOnce(dataDir: string): Promise<string> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: quiet, durable: false })
  undo.push(() => rm(postgres.location, { recursive: true, force: true }))
  await postgres.stop()
  return postgres.location
}

test('a database is in the data folder where it can be', async () => {
  const folder = await newFolder(0o755)
  expect(await startOnce(folder)).toBe(path.join(folder, 'postgres'))
})

test('a start that was killed while it made the database is made good', async () => {
  const folder = await newFolder(0o755)
  const location = await startOnce(folder)
  await rename(path.join(location, 'data'), path.join(location, 'half-0'))
  await rm(path.join(location, 'half-0/PG_VERSION'))
  expect(await startOnce(folder)).toBe(location)
  await expect(access(path.join(location, 'half-0'))).rejects.toThrow('ENOENT')
})

test.runIf(isRoot)('the database of a folder that only root may enter is elsewhere, and is found again', async () => {
  const folder = await newFolder(0o700)
  const location = await startOnce(folder)
  expect(location.startsWith(folder)).toBe(false)
  expect(await startOnce(folder)).toBe(location)
})

test.runIf(isRoot)('a database elsewhere that is gone is not replaced by an empty one without a word', async () => {
  const folder = await newFolder(0o700)
  const location = await startOnce(folder)
  await rm(location, { recursive: true })
  await expect(startOnce(folder)).rejects.toThrow(`was in ${location}, and that folder is gone`)
})

test.runIf(isRoot)('a folder that was closed to the user of its database is explained', async () => {
  const folder = await newFolder(0o755)
  await startOnce(folder)
  await chmod(folder, 0o700)
  await expect(startOnce(folder)).rejects.toThrow('chmod o+x')
})

test.runIf(isRoot)('root starts the database of somebody else as them', async () => {
  const folder = await newFolder(0o755)
  const location = await startOnce(folder)
  const owner = 54_321
  spawnSync('chown', ['-R', `${owner}:${owner}`, location])
  // PostgreSQL starts on no data but its own.
  expect(await startOnce(folder)).toBe(location)
})
