import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from '../src/db/migrate.ts'
import type { Database } from '../src/db/pool.ts'
import { SetupError } from '../src/ground/setup-error.ts'
import { stagesWith } from '../src/visits/state.ts'
import { createTestDatabase } from './support/database.ts'

let database: Database
let folder: string

beforeEach(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'anteroom migrations '))
})
afterEach(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

const write = (name: string, sql: string) => writeFile(path.join(folder, name), sql)

async function rows(sql: string): Promise<unknown[]> {
  return (await database.pool.query(sql)).rows
}

test('migrations are applied in the order of their numbers, and each of them once', async () => {
  await write('9002_fill.sql', "insert into fruit values ('pear')")
  await write('9001_make.sql', 'create table fruit (name text)')
  expect(await migrate(database.pool, folder)).toEqual(['9001_make.sql', '9002_fill.sql'])

  await write('9003_more.sql', "insert into fruit values ('plum')")
  expect(await migrate(database.pool, folder)).toEqual(['9003_more.sql'])
  expect(await rows('select name from fruit')).toEqual([{ name: 'pear' }, { name: 'plum' }])
})

test('processes that start at the same moment apply each migration once between them', async () => {
  await write('9001_make.sql', 'create table fruit (name text); select pg_sleep(0.1)')
  await write('9002_fill.sql', "insert into fruit values ('pear')")
  const applied = await Promise.all([1, 2, 3].map(() => migrate(database.pool, folder)))
  expect(applied.flat()).toEqual(['9001_make.sql', '9002_fill.sql'])
  expect(await rows('select name from fruit')).toHaveLength(1)
})

test('a migration that was changed after it was applied is refused by its name', async () => {
  await write('9001_make.sql', 'create table fruit (name text)')
  await migrate(database.pool, folder)
  await write('9001_make.sql', 'create table fruit (name text, colour text)')
  const error = await migrate(database.pool, folder).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(SetupError)
  expect(String(error)).toContain('9001_make.sql')
})

test('of a migration that fails nothing stays, and it can be mended and applied', async () => {
  await write('9001_make.sql', 'create table fruit (name text)')
  await write('9002_fill.sql', "insert into fruit values ('pear'); insert into vegetables values ('leek')")
  await expect(migrate(database.pool, folder)).rejects.toThrow('vegetables')
  expect(await rows('select name from fruit')).toEqual([])

  await write('9002_fill.sql', "insert into fruit values ('pear')")
  expect(await migrate(database.pool, folder)).toEqual(['9002_fill.sql'])
})

test('a migration that has to wait for a long transaction has nobody wait behind it', async () => {
  await write('9001_make.sql', 'create table fruit (name text)')
  await migrate(database.pool, folder)
  await write('9002_colour.sql', 'alter table fruit add column colour text')
  const long = await database.pool.connect()
  try {
    await long.query('begin; select from fruit')
    const inVain = migrate(database.pool, folder, { lockMs: 20, pauseMs: 1, tries: 2 })
    await expect(inVain).rejects.toThrow(/9002_colour.sql waits for a table/)

    const migrating = migrate(database.pool, folder, { lockMs: 200, pauseMs: 20, tries: 1_000 })
    const waiting = () => rows("select from pg_locks where relation = 'fruit'::regclass and not granted")
    await expect.poll(waiting, { interval: 5, timeout: 5_000 }).toHaveLength(1)
    await rows("insert into fruit values ('pear')")
    await long.query('commit')
    expect(await migrating).toEqual(['9002_colour.sql'])
  } finally {
    long.release()
  }
  expect(await rows('select * from fruit')).toEqual([{ name: 'pear', colour: null }])
})

test('the database takes every stage of a visit, and has an index of those whose pages may be gone', async () => {
  const held = stagesWith('isAtDoor', 'isInCall')
  const stagesIn = (sql: unknown) => [...String(sql).matchAll(/'([a-z-]+)'::text/g)].map(([, stage]) => stage).sort()
  const found = await database.pool.query(`
    select pg_get_constraintdef(oid) as sql from pg_constraint where conname = 'visits_stage_check'
    union all select indexdef from pg_indexes where indexname = 'visits_gone'`)
  const [check, index] = found.rows.map(({ sql }) => stagesIn(sql))
  expect(check).toEqual(['outside', 'left', ...held].sort())
  expect(index).toEqual([...held].sort())
})
