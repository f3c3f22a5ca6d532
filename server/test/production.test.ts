import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { askPassage } from '../src/db/passage.ts'
import { createTestDatabase } from './support/database.ts'
import { testMasterKey } from './support/master-key.ts'

const isRoot = process.getuid?.() === 0
const main = path.join(import.meta.dirname, '../src/main.ts')

/** What a server in production says before it finds that it has no database. */
function said(settings: Record<string, string>): string {
  const { stdout, stderr } = spawnSync(process.execPath, [main], {
    encoding: 'utf8',
    env: {
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://video.test',
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      MASTER_KEY: testMasterKey,
      ...settings,
    },
  })
  return stdout + stderr
}

test.runIf(isRoot)('a server in production that runs as root says so', () => {
  expect(said({})).toContain('runs as root')
})

test('a server in production does not start at an address that everybody on the way can read', () => {
  expect(said({ PUBLIC_URL: 'http://video.test' })).toMatch(/Anteroom cannot start\. The setting PUBLIC_URL .*https/)
})

test('the database knows how it is reached: here by a socket, which nobody else can read', async () => {
  const database = await createTestDatabase()
  onTestFinished(() => database.close())
  expect(await askPassage(database.pool)).toEqual({ ssl: false, address: null })
})
