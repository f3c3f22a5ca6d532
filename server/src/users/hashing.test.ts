import { expect, test } from 'vitest'
import { createHashing } from './hashing.ts'

/** Of "secret", made with next to no memory, so that it takes next to no time. */
const cheap = '$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA'

test('fifty wait from many places, and twelve from one', async () => {
  const hashing = createHashing()
  const ask = (place: string) => hashing.check('secret', cheap, place)
  const ofOne = Array.from({ length: 15 }, () => ask('one'))
  const ofMany = Array.from({ length: 60 }, (_, at) => ask(`place ${at}`))
  const isTurnedAway = (answers: (boolean | null)[]) => answers.filter((answer) => answer === null).length
  expect(isTurnedAway(await Promise.all(ofOne))).toBe(3)
  expect(isTurnedAway(await Promise.all(ofMany))).toBe(75 - 3 - 52)
  expect(await ask('one')).toBe(false)
})

test('whoever sets a password waits, however many there are', async () => {
  const hashing = createHashing()
  const crowd = Array.from({ length: 52 }, (_, at) => hashing.check('secret', cheap, `place ${at}`))
  expect(await hashing.hash('a sentence of my own')).toMatch(/^\$argon2id\$/)
  expect(await Promise.all(crowd)).not.toContain(null)
})
