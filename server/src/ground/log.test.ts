import { expect, test } from 'vitest'
import { createLog, writeLine } from './log.ts'

/** A log, and what is written into it. */
function watch() {
  const lines: Record<string, unknown>[] = []
  const log = createLog('info', { write: (line) => lines.push(JSON.parse(line)) })
  return { log, lines }
}

test('a line has its code, its sentence and its level, whatever comes with it', () => {
  const { log, lines } = watch()
  writeLine(log, 'database-clock-set', { ms: 900, code: 'an authorization code' })
  expect(lines).toMatchObject([
    { level: 40, code: 'database-clock-set', msg: 'The clock of the database was set to another time.', ms: 900 },
  ])
})

test('a line that a library writes says so', () => {
  const { log, lines } = watch()
  log.child({ reqId: 'r1' }).info('Server listening')
  expect(lines).toMatchObject([{ code: 'library', reqId: 'r1', msg: 'Server listening' }])
})

test('a code that is none of a line is a secret, and a code further inside always is', () => {
  const { log, lines } = watch()
  log.info({ code: 'an authorization code', grant: { code: 'closing' } }, 'asked for a token')
  expect(lines).toMatchObject([{ code: '[not logged]', grant: { code: '[not logged]' } }])
})
