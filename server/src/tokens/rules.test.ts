import { allPermissions, usualPermissions } from '@anteroom/contract/api/permissions'
import { describe, expect, test } from 'vitest'
import { fullScope, heldPermissions, isKeyNeeded, isNextKeyDue, isRetry, refreshTokenEnd, signingKey } from './rules.ts'

const now = new Date('2030-06-01T12:00:00Z')
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const key = (signsFrom: number, retiredAt: number | null) => ({
  signsFrom: at(signsFrom),
  retiredAt: retiredAt === null ? null : at(retiredAt),
})
const day = 24 * 60

describe('the key that signs', () => {
  test.each([
    ['is the only one', [key(-5, null)], 0],
    ['is the old one until the new one may', [key(5, null), key(-90, 5)], 1],
    ['is the new one from the very moment on', [key(0, null), key(-90, 0)], 0],
    ['is the newest of those that may', [key(-90, null), key(-5, null)], 1],
    ['is none where all have retired', [key(-90, -5)], -1],
    ['is none before the first may', [key(5, null)], -1],
    ['is none where there is none', [], -1],
  ])('%s', (_what, keys, index) => {
    expect(signingKey(keys, now)).toBe(keys[index])
  })
})

test.each([
  [null, true],
  [10, true],
  [-59, true],
  // A minute more than an hour, as clocks differ.
  [-60.5, true],
  [-61, false],
])('a key that is retired at %d minutes from now is needed: %s', (retiredAt, isNeeded) => {
  expect(isKeyNeeded(key(-200, retiredAt), now)).toBe(isNeeded)
})

test.each([
  ['a young key', [key(-89 * day, null)], false],
  ['an old key', [key(-90 * day, null)], true],
  ['an old key whose successor is there', [key(5, null), key(-90 * day, 5)], false],
  ['no key that goes on', [key(-5, -1)], true],
])('the next key is due with %s: %s', (_what, keys, isDue) => {
  expect(isNextKeyDue(keys, now)).toBe(isDue)
})

describe('a refresh token that is used again', () => {
  const unused = { used_at: null, revoked_at: null }
  test.each([
    ['at once', 0, unused, true],
    ['within ten seconds', -0.16, unused, true],
    ['after ten seconds', -0.17, unused, false],
    ['when the new one was used', 0, { ...unused, used_at: now }, false],
    ['when the new one was revoked', 0, { ...unused, revoked_at: now }, false],
    ['when the new one is gone', 0, undefined, false],
  ])('%s may come from somebody who did not get the answer: %s', (_what, usedAt, replacement, may) => {
    expect(isRetry({ usedAt: at(usedAt), replacement }, now)).toBe(may)
  })
})

describe('what a token lets its holder do', () => {
  const teamId = '01a20592-58ea-7054-a926-830583fcf532'
  const appId = '9a7c1f0e-64b8-4d0e-9a6f-2b3c4d5e6f70'
  const team = `team_api[${teamId}]`

  test.each([
    ['everything, for a client of the team', null, team, allPermissions],
    ['the usual, for an application from before permissions', appId, team, usualPermissions],
    ['what was allowed, for an application', appId, `${team} audit`, ['audit']],
    ['nothing, where only a newer server knows what was allowed', appId, `${team} recordings`, []],
    ['no more than is known of what was allowed', appId, `${team} recordings audit`, ['audit']],
  ])('is %s, also when its scope has been written out', (_what, appId, scope, held) => {
    expect(heldPermissions({ teamId, appId, scope })).toEqual(held)
    const written = fullScope({ teamId, appId, scope })
    const again = heldPermissions({ teamId, appId, scope: written })
    // `sessions` stands for its part as well.
    expect(again).toEqual(held.filter((one) => one !== 'sessions:read' || !held.includes('sessions')))
    expect(fullScope({ teamId, appId, scope: written })).toBe(written)
  })

  test('is nothing of a team for whoever acts for none', () => {
    for (const scope of ['system', 'user', 'audit']) {
      expect(heldPermissions({ teamId: null, scope })).toEqual([])
      expect(fullScope({ teamId: null, scope })).toBe(scope)
    }
  })
})

test('a refresh token ends some days after its use, and at the end of its grant', () => {
  const inDays = (days: number) => at(days * day)
  expect(refreshTokenEnd(inDays(-400), now, { idleDays: 90, maxDays: null })).toEqual(inDays(90))
  expect(refreshTokenEnd(inDays(-10), now, { idleDays: 90, maxDays: 365 })).toEqual(inDays(90))
  expect(refreshTokenEnd(inDays(-300), now, { idleDays: 90, maxDays: 365 })).toEqual(inDays(65))
})
