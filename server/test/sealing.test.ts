import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { SetupError } from '../src/ground/setup-error.ts'
import { parseMasterKeys } from '../src/sealing/master-keys.ts'
import { createResealing } from '../src/sealing/resealing.ts'
import { createSealing, keyIdOf, openSealing } from '../src/sealing/sealing.ts'
import { createTestDatabase } from './support/database.ts'

const database = await createTestDatabase()
afterAll(() => database.close())
const db = database.kysely

const aKey = () => randomBytes(32).toString('base64')
const keysOf = (text: string) => parseMasterKeys(text) ?? []
const sealingWith = (text: string) => createSealing({ db, keys: keysOf(text) })

describe('the master key', () => {
  test('is 32 bytes in base64, or a list of such keys, each with a name of its own', () => {
    const [one, other] = [aKey(), aKey()]
    expect(keysOf(one)).toMatchObject([{ id: expect.stringMatching(/^[0-9a-f]{8}$/) }])
    expect(keysOf(`2031:${other}, ${one}`).map(({ id }) => id)).toEqual(['2031', keysOf(one)[0]?.id])
    for (const text of ['', 'secret', one.slice(4), `a:${one},a:${other}`, `${one},${one}`, `a b:${one}`]) {
      expect(parseMasterKeys(text), text).toBeNull()
    }
  })

  test('is made in the data folder, for its owner only, and is the same at the next start', async () => {
    const { own, dataDir } = await anEmptyService()
    const config = { masterKeys: null, dataDir }
    const first = await openSealing({ db: own, config })
    const sealed = first.seal('things.name/1', 'Ana')
    const file = path.join(dataDir, 'master.key')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await openSealing({ db: own, config })).open('things.name/1', sealed)).toBe('Ana')
  })

  test('is the same for processes that start at the same moment', async () => {
    const { own, dataDir } = await anEmptyService()
    const config = { masterKeys: null, dataDir }
    const [one, other] = await Promise.all([openSealing({ db: own, config }), openSealing({ db: own, config })])
    expect(other.open('things.name/1', one.seal('things.name/1', 'Ana'))).toBe('Ana')
    expect(await other.secret('words')).toEqual(await one.secret('words'))
  })

  test('that is lost is not replaced by another one', async () => {
    const { own, dataDir } = await anEmptyService()
    const config = { masterKeys: null, dataDir }
    await openSealing({ db: own, config })
    const file = path.join(dataDir, 'master.key')
    const key = await readFile(file)
    await rm(file)
    await expect(openSealing({ db: own, config })).rejects.toThrow(SetupError)
    await expect(openSealing({ db: own, config })).rejects.toThrow(/master key is missing.*master\.key.*MASTER_KEY/)
    await expect(stat(file)).rejects.toThrow('ENOENT')
    await writeFile(file, 'not a key')
    await expect(openSealing({ db: own, config })).rejects.toThrow(/holds no master key/)
    await writeFile(file, key)
    await openSealing({ db: own, config })
  })

  test('that is another one than before is told at the start, whatever its name', async () => {
    const { own, dataDir } = await anEmptyService()
    const [right, wrong] = [aKey(), aKey()]
    const open = (text: string) => openSealing({ db: own, config: { masterKeys: keysOf(text), dataDir } })
    await open(`main:${right}`)
    for (const text of [wrong, `main:${wrong}`, `next:${wrong}`]) {
      const failing = open(text)
      await expect(failing).rejects.toThrow(SetupError)
      await expect(failing).rejects.toThrow(/MASTER_KEY is not the one/)
    }
    await open(`next:${wrong}, main:${right}`)
  })

  async function anEmptyService() {
    const own = await createTestDatabase()
    const dataDir = await mkdtemp(path.join(tmpdir(), 'anteroom-key-'))
    onTestFinished(async () => {
      await own.close()
      await rm(dataDir, { recursive: true })
    })
    return { own: own.kysely, dataDir }
  }
})

describe('a sealed value', () => {
  const key = aKey()
  const sealing = sealingWith(`a:${key}`)

  test('comes back whole, and never looks the same twice', () => {
    for (const text of ['', 'Ana Lind', '陈医生 🩺 د. علي', 'x'.repeat(100_000)]) {
      const sealed = sealing.seal('participants.display_name/1', text)
      expect(sealing.open('participants.display_name/1', sealed)).toBe(text)
      expect(sealing.seal('participants.display_name/1', text)).not.toBe(sealed)
      if (text) expect(sealed).not.toContain(text)
    }
    const bytes = randomBytes(32)
    expect(sealing.openBytes('webhooks.secret/1', sealing.sealBytes('webhooks.secret/1', bytes))).toEqual(bytes)
    expect(sealing.openOptional('webhooks.secret/1', sealing.sealOptional('webhooks.secret/1', null))).toBeNull()
  })

  test('opens nowhere but in its place', () => {
    const sealed = sealing.seal('participants.display_name/1', 'Ana')
    expect(() => sealing.open('participants.display_name/2', sealed)).toThrow(/does not open/)
    expect(() => sealing.open('participants.phone/1', sealed)).toThrow(/does not open/)
  })

  test('that was changed or cut does not open', () => {
    const sealed = sealing.seal('participants.phone/1', '+61 2 5550 1234')
    const at = sealed.length - 10
    const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
    for (const text of [changed, sealed.slice(0, -5)]) {
      expect(() => sealing.open('participants.phone/1', text), text).toThrow()
      expect(sealing.openOptional('participants.phone/1', text)).toBeNull()
    }
  })

  test('opens with any of the keys, and is sealed with the first', () => {
    const both = sealingWith(`b:${aKey()},a:${key}`)
    expect(both.open('things.name/1', sealing.seal('things.name/1', 'Ana'))).toBe('Ana')
    const sealed = both.seal('things.name/1', 'Ana')
    expect(keyIdOf(sealed)).toBe('b')
    expect(() => sealing.open('things.name/1', sealed)).toThrow(/"b", which is not here/)
  })

  test('may be one that was never sealed', () => {
    for (const text of [
      'Ana',
      'sealed.',
      'sealed.a.',
      'sealed.with a kiss. Ana',
      sealing.seal('things.name/1', '').slice(0, 20),
    ])
      expect(sealing.open('things.name/1', text)).toBe(text)
    const bytes = randomBytes(32)
    expect(sealing.openBytes('webhooks.secret/1', bytes)).toEqual(bytes)
  })
})

test('a secret is the same for everybody who has the key, and stands nowhere as it is', async () => {
  const key = aKey()
  const [one, other] = [sealingWith(key), sealingWith(key)]
  const [here, there] = await Promise.all([one.secret('links'), other.secret('links')])
  expect(here).toEqual(there)
  expect(here).toHaveLength(32)
  expect(await one.secret('else')).not.toEqual(here)
  const { value } = await db
    .selectFrom('service_secrets')
    .select('value')
    .where('name', '=', 'links')
    .executeTakeFirstOrThrow()
  expect(value.includes(here)).toBe(false)
  await expect(sealingWith(aKey()).secret('links')).rejects.toThrow(/which is not here/)
})

describe('a secret that is not sealed', () => {
  async function aService(...names: string[]) {
    const own = await createTestDatabase()
    onTestFinished(() => own.close())
    const config = { masterKeys: keysOf(aKey()), dataDir: '/nowhere' }
    const put = (name: string, value: Buffer) =>
      own.kysely
        .insertInto('service_secrets')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute()
    for (const name of names) await put(name, value)
    const stored = async (name: string) =>
      (await own.kysely.selectFrom('service_secrets').selectAll().where('name', '=', name).executeTakeFirst())?.value
    return { own: own.kysely, open: () => openSealing({ db: own.kysely, config }), put, stored }
  }
  const value = randomBytes(32)

  test('is sealed at the first start, if it is the one from before there was sealing, and stays what it is', async () => {
    const { open, stored } = await aService('refresh-tokens')
    const [one, other] = await Promise.all([open(), open()])
    expect(await one.secret('refresh-tokens')).toEqual(value)
    expect(await other.secret('refresh-tokens')).toEqual(value)
    expect(keyIdOf(String(await stored('refresh-tokens')))).toBe(one.keyId)
  })

  test.each(['audit-chain', 'entry-links'])('is refused where it never was one: %s', async (name) => {
    const { open, stored } = await aService(name)
    await expect(open()).rejects.toThrow(`service_secrets.value/${name} should be sealed`)
    expect(await stored(name)).toEqual(value)
  })

  test.each(['audit-chain', 'refresh-tokens'])('is refused once there are sealed ones: %s', async (name) => {
    const { own, open, put, stored } = await aService()
    const sealing = await open()
    await put(name, value)
    await expect(sealing.secret(name)).rejects.toThrow('is not sealed')
    await expect(open()).rejects.toThrow(SetupError)
    const resealing = createResealing({ db: own, sealing })
    await resealing.sealOpen(new AbortController().signal)
    await resealing.reseal()
    expect(await stored(name)).toEqual(value)
  })
})
