import { expect, test } from 'vitest'
import { daysOfService, dueKinds, parseDays, retentionOf, startsUntil } from './rules.ts'

test('what goes with the whole session does not go by itself before', () => {
  expect(dueKinds(daysOfService(365))).toEqual([{ kind: 'sessions', days: 365 }])
  expect(dueKinds({ ...daysOfService(365), checks_days: 30, names_days: null })).toEqual([
    { kind: 'sessions', days: 365 },
    { kind: 'checks', days: 30 },
  ])
  expect(dueKinds({ ...daysOfService(null), names_days: 7 })).toEqual([{ kind: 'names', days: 7 }])
})

test('a team says what it wants otherwise, never included; the rest is as the service has it', () => {
  const retention = retentionOf({ names_days: null, checks_days: 7 }, daysOfService(365))
  expect(retention).toMatchObject({ sessions_days: 365, names_days: null, checks_days: 7, webhook_log_days: 30 })
  expect(retention.inherited).toEqual(['sessions_days', 'summaries_days', 'webhook_log_days'])
  expect(daysOfService(7).webhook_log_days).toBe(7)
})

test('no session that is due has been over for less than its days', () => {
  const start = startsUntil(new Date('2030-02-01T12:00:00Z'), 30)
  const latestEnd = new Date(start.getTime() + 12 * 3_600_000)
  expect(latestEnd.toISOString()).toBe('2030-01-02T12:00:00.000Z')
})

test.each([
  ['never', null],
  ['1', 1],
  ['3650', 3650],
  ['3651', undefined],
  ['0', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['soon', undefined],
])('"%s" is read as days', (text, days) => {
  expect(parseDays(text)).toBe(days)
})
