import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { loadConfig } from '../src/config.ts'
import { openDatabase } from '../src/db/open.ts'
import { createLog } from '../src/ground/log.ts'

test('an embedded database that is killed is started again, and nothing that was stored is lost', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'anteroom test '))
  // Root's database runs as another user, who has to get in.
  await chmod(dataDir, 0o755)
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  const lines: string[] = []
  const log = createLog('error', { write: (line) => lines.push(line) })
  const opened = await openDatabase(loadConfig({ DATA_DIR: dataDir }, {}), log)
  onTestFinished(opened.close)
  const { pool } = opened.database
  await pool.query('create table kept as select 42 as answer')

  const [pid] = (await readFile(path.join(opened.location ?? '', 'data/postmaster.pid'), 'utf8')).split('\n')
  process.kill(Number(pid), 'SIGKILL')
  await vi.waitFor(() => expect(lines.join()).toContain('"code":"database-restarted"'), {
    timeout: 30_000,
    interval: 50,
  })
  expect((await pool.query('select answer from kept')).rows).toEqual([{ answer: 42 }])
})
