import { expect, test } from 'vitest'
import { allPermissions, isPermitted, printScope, readScope } from './permissions.ts'

const teamId = '01a20592-58ea-7054-a926-830583fcf532'

test.each([
  ['', []],
  ['team_api', []],
  ['team_api[]', []],
  [`team_api[${teamId.toUpperCase()}]`, []],
  ['audit sessions audit', ['sessions', 'audit']],
  ['sessions:read sessions', ['sessions']],
  [`sessions:read team_api[${teamId}]`, ['sessions:read']],
])('the scope "%s" asks for %j', (scope, permissions) => {
  expect(readScope(scope)).toEqual({ permissions, unknown: [] })
})

test.each(['everything', 'Sessions', 'team_api[x', 'system', 'toString', '__proto__', 'sessions,audit'])(
  'the word %s is no permission',
  (word) => {
    expect(readScope(`sessions ${word}`)).toEqual({ permissions: ['sessions'], unknown: [word] })
  },
)

test('a permission has the one that is part of it, and no other', () => {
  expect(allPermissions.filter((one) => isPermitted(['sessions'], one))).toEqual(['sessions:read', 'sessions'])
  expect(allPermissions.filter((one) => isPermitted(['sessions:read'], one))).toEqual(['sessions:read'])
  expect(allPermissions.filter((one) => isPermitted([], one))).toEqual([])
})

test('a scope is printed with its team, and what is part of another only once', () => {
  expect(printScope(teamId, allPermissions)).toBe(
    `team_api[${teamId}] sessions participants summaries payments webhooks audit`,
  )
  expect(readScope(printScope(teamId, ['audit'])).permissions).toEqual(['audit'])
})
