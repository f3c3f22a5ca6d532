import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDate, printDate } from './dates.ts'

const anyDate = fc
  .date({ min: new Date('0001-01-02T00:00:00Z'), max: new Date('9999-12-30T23:59:59.999Z'), noInvalidDate: true })
  .map((date) => new Date(date))

function read(text: string): string | undefined {
  return parseDate(text)?.date.toISOString()
}

describe('ISO 8601', () => {
  test.each([
    ['2016-06-08T13:34:00Z', '2016-06-08T13:34:00.000Z'],
    ['2016-06-08T13:34:00.5Z', '2016-06-08T13:34:00.500Z'],
    ['2016-06-08T13:34:00.123456789Z', '2016-06-08T13:34:00.123Z'],
    ['2016-06-08T13:34:00,123Z', '2016-06-08T13:34:00.123Z'],
    ['2016-06-08t13:34:00z', '2016-06-08T13:34:00.000Z'],
    ['2016-06-08 13:34:00Z', '2016-06-08T13:34:00.000Z'],
    ['2016-06-08T13:34Z', '2016-06-08T13:34:00.000Z'],
    ['2016-06-08T23:34:00+10:00', '2016-06-08T13:34:00.000Z'],
    ['2016-06-08T23:34:00+1000', '2016-06-08T13:34:00.000Z'],
    ['2016-06-08T23:34:00+10', '2016-06-08T13:34:00.000Z'],
    ['2016-06-08T10:04:00-03:30', '2016-06-08T13:34:00.000Z'],
    ['2016-06-08T13:34:00-00:00', '2016-06-08T13:34:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    [' 2016-06-08T13:34:00Z ', '2016-06-08T13:34:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(parseDate(text)?.notation).toBe('iso8601')
    expect(read(text)).toBe(expected)
  })

  test.each([
    '2016-06-08T13:34:00',
    '2016-06-08',
    '2016-06-31T13:34:00Z',
    '2023-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2016-13-01T00:00:00Z',
    '2016-00-01T00:00:00Z',
    '2016-06-00T00:00:00Z',
    '2016-06-08T24:00:00Z',
    '2016-06-08T13:60:00Z',
    '2016-06-08T13:34:61Z',
    '2016-06-08T13:34:00+24:00',
    '2016-06-08T13:34:00+10:60',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+10:00',
    '9999-12-31T23:59:59-10:00',
    '+02016-06-08T13:34:00Z',
    '2016-6-8T13:34:00Z',
    '20160608T133400Z',
    '2016-06-08T13:34:00ZZ',
    '2016-06-08T13:34:00.Z',
    '',
    'now',
    '1465392840000',
  ])('%s is no date', (text) => {
    expect(parseDate(text)).toBeNull()
  })

  test('every date that is printed is read back as it was, whatever the offset', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -1439, max: 1439 }), (date, minutes) => {
        expect(read(printDate(date))).toBe(date.toISOString())
        const shifted = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1)
        const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
        const offset = `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
        if (shifted.startsWith('+') || shifted.startsWith('-') || shifted.startsWith('0000')) return
        expect(read(`${shifted}${offset}`)).toBe(date.toISOString())
      }),
    )
  })
})

describe('RFC 1123', () => {
  test.each([
    ['Wed, 08 Jun 2016 13:34:00 GMT', '2016-06-08T13:34:00.000Z'],
    ['Wed, 8 Jun 2016 13:34:00 GMT', '2016-06-08T13:34:00.000Z'],
    ['08 Jun 2016 13:34:00 GMT', '2016-06-08T13:34:00.000Z'],
    ['wed, 08 jun 2016 13:34:00 gmt', '2016-06-08T13:34:00.000Z'],
    ['Wed, 08 Jun 2016 13:34 GMT', '2016-06-08T13:34:00.000Z'],
    ['Wed, 08 Jun 2016 13:34:00 UTC', '2016-06-08T13:34:00.000Z'],
    ['Wed, 08 Jun 2016 13:34:00 -0000', '2016-06-08T13:34:00.000Z'],
    ['Wed, 08 Jun 2016 23:34:00 +1000', '2016-06-08T13:34:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(parseDate(text)?.notation).toBe('rfc1123')
    expect(read(text)).toBe(expected)
  })

  test.each([
    'Tue, 08 Jun 2016 13:34:00 GMT',
    'Wed, 08 Jum 2016 13:34:00 GMT',
    'Wed, 31 Jun 2016 13:34:00 GMT',
    'Wed, 08 Jun 2016 13:34:00',
    'Wed, 08 Jun 16 13:34:00 GMT',
    'Wed, 08 Jun 2016 25:34:00 GMT',
    'Wednesday, 08-Jun-16 13:34:00 GMT',
    'Wed Jun  8 13:34:00 2016',
  ])('%s is no date', (text) => {
    expect(parseDate(text)).toBeNull()
  })

  test('every date is printed as toUTCString prints it, and read back to the second', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const text = printDate(date, 'rfc1123')
        expect(text).toBe(date.toUTCString())
        expect(parseDate(text)).toEqual({
          date: new Date(Math.floor(date.getTime() / 1000) * 1000),
          notation: 'rfc1123',
        })
      }),
    )
  })
})

test('no text makes the parser fail or answer with a date that is none', () => {
  const nearly = fc.stringMatching(/^[0-9TtZz:+., -]{0,40}$/)
  const nearlyRfc = fc.stringMatching(
    /^(Mon|Wed|Sun), [0-9]{1,2} (Jan|Feb|Dec) [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} (GMT|[+-][0-9]{4})$/,
  )
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), nearly, nearlyRfc), (text) => {
      const parsed = parseDate(text)
      if (parsed) expect(Number.isNaN(parsed.date.getTime())).toBe(false)
    }),
    { numRuns: 2000 },
  )
})
