import { expect, test } from 'vitest'
import { hashPassword, isPassword } from './passwords.ts'

/**
 * Made by the reference implementation, by way of Python's argon2-cffi 25.1.0:
 *   from argon2.low_level import hash_secret, Type
 *   hash_secret("Päss wörd 1".encode(), b"anteroom-salt-16", 2, 19456, 1, 32, Type.ID, 19)
 *   hash_secret(b"correct horse battery staple", b"somesalt", 3, 4096, 2, 16, Type.ID, 19)
 */
const vectors = [
  {
    password: 'Päss wörd 1',
    hash: '$argon2id$v=19$m=19456,t=2,p=1$YW50ZXJvb20tc2FsdC0xNg$jjD2GxAcxR1h95laP0Lg7qjH9n07j7KUttIzkIzf53o',
  },
  {
    password: 'correct horse battery staple',
    hash: '$argon2id$v=19$m=4096,t=3,p=2$c29tZXNhbHQ$rd9lPbmLI9Q1UW6N8g//4Q',
  },
]

test.each(vectors)('a password that another program hashed is known: $hash', async ({ password, hash }) => {
  expect(await isPassword(password, hash)).toBe(true)
  expect(await isPassword(`${password} `, hash)).toBe(false)
  expect(await isPassword('', hash)).toBe(false)
})

test('the same letters are the same password, whichever code points they come as', async () => {
  const [{ password, hash } = { password: '', hash: '' }] = vectors
  expect(password.normalize('NFD')).not.toBe(password)
  expect(await isPassword(password.normalize('NFD'), hash)).toBe(true)
})

test('a password is hashed as OWASP has it, with a salt of its own, and known again', async () => {
  const [one, other] = [await hashPassword('secret'), await hashPassword('secret')]
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  expect(other).not.toBe(one)
  expect(await isPassword('secret', one)).toBe(true)
  expect(await isPassword('Secret', one)).toBe(false)
})

test.each([
  null,
  '',
  'secret',
  '$argon2i$v=19$m=4096,t=3,p=2$c29tZXNhbHQ$rd9lPbmLI9Q1UW6N8g//4Q',
  '$argon2id$v=19$m=4096,t=3,p=2$c29tZXNhbHQ$',
])('nothing is a password where the hash is %j', async (hash) => {
  expect(await isPassword('secret', hash)).toBe(false)
  expect(await isPassword('', hash)).toBe(false)
})
