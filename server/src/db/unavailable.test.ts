import pg from 'pg'
import { expect, test } from 'vitest'
import { isUnavailable } from './unavailable.ts'

function said(code: string) {
  return Object.assign(new pg.DatabaseError('said', 4, 'error'), { code })
}

test.each(['53100', '53300', '57P01', '57P02', '57P03', '25006', '08006', '58030', '40P01', '25P03'])(
  'a database that says %s can be used again in a moment',
  (code) => expect(isUnavailable(said(code))).toBe(true),
)

test.each(['23505', '22P02', '42P01', '25P02'])('one that says %s has found a mistake of ours', (code) =>
  expect(isUnavailable(said(code))).toBe(false),
)

test('what the network and the driver say of a database that is not there counts as well, also as a cause', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' })
  expect(isUnavailable(refused)).toBe(true)
  expect(isUnavailable(new AggregateError([refused]))).toBe(true)
  expect(isUnavailable(new Error('Connection terminated unexpectedly'))).toBe(true)
  expect(isUnavailable(new Error('broke', { cause: refused }))).toBe(true)
  // A file that is missing is none.
  expect(isUnavailable(Object.assign(new Error('no file'), { code: 'ENOENT', syscall: 'open' }))).toBe(false)
  expect(isUnavailable('ECONNREFUSED')).toBe(false)
})
