import { expect, test } from 'vitest'
import { askerOf } from './attempts.ts'
import { createHashing } from './hashing.ts'

/** Of "secret", made with next to no memory, so that it takes next to no time. */
const cheap = '$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA'

const attempt = (ip: string, is: { isKnownDevice?: boolean; isOfClient?: boolean; email?: string } = {}) =>
  askerOf({
    email: 'ana@clinic.example',
    isKnownDevice: false,
    ip,
    place: is.isOfClient ? 'client 1' : `address ${ip}`,
    ...is,
  })

type Asked = ReturnType<typeof attempt>
const start = () => {
  const hashing = createHashing()
  const ask = (asker: Asked) => hashing.check('secret', cheap, asker)
  return {
    hashing,
    ask,
    askAll: (count: number, asker: (at: number) => Asked) => Array.from({ length: count }, (_, at) => ask(asker(at))),
  }
}

const turnedAway = async (answers: Promise<boolean | null>[]) =>
  (await Promise.all(answers)).filter((answer) => answer === null).length

test('fifty wait from many places, and twelve from one', async () => {
  const { ask, askAll } = start()
  const ofOne = askAll(15, () => attempt('192.0.2.1'))
  const ofMany = askAll(60, (at) => attempt(`198.51.100.${at}`))
  expect(await turnedAway(ofOne)).toBe(3)
  expect(await turnedAway(ofMany)).toBe(75 - 3 - 52)
  expect(await ask(attempt('192.0.2.1'))).toBe(false)
})

test('from all of one large network twenty-four wait, so that there is room for others', async () => {
  const { ask, askAll } = start()
  const ofOne = askAll(100, (at) => attempt(`2001:db8:1:${at}::1`))
  const other = ask(attempt('2001:db8:2::1'))
  expect(await turnedAway(ofOne)).toBe(76)
  expect(await other).toBe(false)
})

test('when strangers fill their line, whoever signs in by a browser of theirs or by a client has their turn soon', async () => {
  const { ask, askAll } = start()
  let done = 0
  const strangers = askAll(200, (at) => attempt(`198.51.100.${at}`)).map(async (answer) => {
    const is = await answer
    if (is !== null) done += 1
    return is
  })
  const known = ask(attempt('192.0.2.1', { isKnownDevice: true }))
  const ofClient = ask(attempt('192.0.2.1', { isOfClient: true }))
  expect([await known, await ofClient]).toEqual([false, false])
  expect(done).toBeLessThan(10)
  expect(await turnedAway(strangers)).toBe(148)
})

test('forty users sign in by one client at once; of one account there are six on known browsers', async () => {
  const { askAll } = start()
  const ofClient = askAll(45, () => attempt('192.0.2.1', { isOfClient: true }))
  const ofAccount = askAll(10, () => attempt('192.0.2.1', { isKnownDevice: true }))
  expect([await turnedAway(ofClient), await turnedAway(ofAccount)]).toEqual([5, 4])
})

test('whoever sets a password waits, however many there are', async () => {
  const { hashing, askAll } = start()
  const crowd = askAll(52, (at) => attempt(`198.51.100.${at}`))
  expect(await hashing.hash('a sentence of my own')).toMatch(/^\$argon2id\$/)
  expect(await Promise.all(crowd)).not.toContain(null)
})
