import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrate, newerMigrations } from '../src/db/migrate.ts'
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

describe('a database that newer code has changed', () => {
  /** As the code of before finds it: with less files than the database has had. */
  async function updateAndTakeBack(sql: string) {
    await write('9001_make.sql', 'create table fruit (name text, colour text)')
    await migrate(database.pool, folder)
    await write('9002_newer.sql', sql)
    await migrate(database.pool, folder)
    await rm(path.join(folder, '9002_newer.sql'))
  }

  test('is taken where only something was added', async () => {
    await updateAndTakeBack('alter table fruit add column size int')
    expect(await migrate(database.pool, folder)).toEqual([])
    expect(await newerMigrations(database.pool, folder)).toContain('9002_newer.sql')
  })

  test('is refused where what this code needs is gone, with what to do, and before anything is touched', async () => {
    await updateAndTakeBack('-- Nobody asks for it any more.\n-- needs: 9002\nalter table fruit drop column colour')
    await write('9001_also.sql', 'create table vegetables (name text)')
    const error = await migrate(database.pool, folder).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(SetupError)
    expect(String(error)).toMatch(/9002_newer\.sql.*9001_make\.sql.*restore the backup/)
    expect(await rows("select to_regclass('vegetables') as made")).toEqual([{ made: null }])
    await rm(path.join(folder, '9001_also.sql'))

    await write(
      '9002_newer.sql',
      '-- Nobody asks for it any more.\n-- needs: 9002\nalter table fruit drop column colour',
    )
    expect(await migrate(database.pool, folder)).toEqual([])
  })

  test('is taken where it only needs what this code knows', async () => {
    await updateAndTakeBack('-- needs: 9001\nalter table fruit drop column colour')
    expect(await migrate(database.pool, folder)).toEqual([])
  })

  test('may be one from before such notes', async () => {
    await write('9001_make.sql', 'create table fruit (name text)')
    await migrate(database.pool, folder)
    await rows('alter table migrations drop column needs')
    await write('9002_more.sql', "insert into fruit values ('plum')")
    expect(await migrate(database.pool, folder)).toEqual(['9002_more.sql'])
  })
})

/** Something that code of before may still ask for, or can no longer satisfy. */
function takesAway(sql: string): boolean {
  const added = sql.match(/\badd column [^,;]+/gi) ?? []
  return removal.test(sql) || added.some((column) => /\bnot null\b/i.test(column) && !/\bdefault\b/i.test(column))
}

const removal =
  /\bdrop (table|column|view|function)\b|\brename (column|to)\b|\bset not null\b|\balter column \S+ (set data )?type\b/i

test('a migration that takes something away from code of before says which code it needs', async () => {
  const real = path.join(import.meta.dirname, '../migrations')
  const silent: string[] = []
  for (const name of await readdir(real)) {
    const sql = await readFile(path.join(real, name), 'utf8')
    // Nobody could have updated from one of those before: there was no release.
    if (name >= '0043' && takesAway(sql) && !/^-- needs: \d{4}$/m.test(sql)) silent.push(name)
  }
  expect(silent).toEqual([])
  expect(takesAway('alter table sessions drop column picture')).toBe(true)
  expect(takesAway('alter table sessions alter column picture set not null')).toBe(true)
  expect(takesAway('alter table sessions add column size int not null, add column colour text')).toBe(true)
  expect(takesAway('alter table sessions add column size int not null default 0')).toBe(false)
})
