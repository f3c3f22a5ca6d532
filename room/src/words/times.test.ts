import { expect, test } from 'vitest'
import { bookedTime, clockTime, lasted, timeLeft, zoneName } from './times.ts'

const berlin = { timeZone: 'Europe/Berlin', locale: 'en-GB', now: Date.parse('2026-01-01T00:00:00Z') }

test('another year is named', () => {
  const told = bookedTime('2027-01-04T09:00:00Z', '2027-01-04T09:30:00Z', berlin)
  expect(told).toBe('Monday, 4 January 2027, 10:00 – 10:30')
})

test('the booked time is told in the visitor’s own zone', () => {
  const told = bookedTime('2026-11-23T09:00:00Z', '2026-11-23T09:30:00Z', berlin)
  expect(told).toMatch(/^Monday,? 23 November, 10:00 – 10:30$/)
  expect(clockTime('2026-11-23T09:00:00Z', berlin)).toBe('10:00')
  expect(zoneName('2026-11-23T09:00:00Z', berlin)).toBe('Central European Standard Time')
})

test('a booking of the same day is one of today', () => {
  const now = Date.parse('2026-11-23T05:00:00Z')
  const told = bookedTime('2026-11-23T09:00:00Z', '2026-11-23T09:30:00Z', { ...berlin, now })
  expect(told).toBe('Today, 10:00 – 10:30')
})

test('only a long booking names the day of its end', () => {
  expect(bookedTime('2026-11-23T22:30:00Z', '2026-11-23T23:30:00Z', berlin)).toMatch(/23 November, 23:30 – 0?0:30$/)
  const long = bookedTime('2026-11-23T09:00:00Z', '2026-11-25T10:00:00Z', berlin)
  expect(long).toMatch(/23 November, 10:00 – Wednesday,? 25 November, 11:00$/)
})

test.each([
  [-5, '0 seconds'],
  [1, '1 second'],
  [59_000, '59 seconds'],
  [60_000, '1 minute 0 seconds'],
  [3_600_000, '1 hour 0 minutes'],
  [90 * 60_000, '1 hour 30 minutes'],
  [(2 * 24 + 3) * 3_600_000, '2 days 3 hours'],
])('%d ms are left: %s', (ms, text) => {
  expect(timeLeft(ms)).toBe(text)
})

test.each([
  [30_000, 'less than a minute'],
  [60_000, '1 min'],
  [59 * 60_000 + 59_000, '59 min'],
  [65 * 60_000, '1 h 5 min'],
  [-1000, 'less than a minute'],
])('%d ms have lasted %s', (ms, text) => {
  expect(lasted(ms)).toBe(text)
})
