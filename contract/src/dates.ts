import { maxLengths } from './max-lengths.ts'

/** How a date stands on the wire: ISO 8601 as RFC 3339 has it, or RFC 1123 as HTTP has it. */
export type DateNotation = 'iso8601' | 'rfc1123'

export type WireDate = { date: Date; notation: DateNotation }

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** RFC 3339 5.6, and of ISO 8601 what clients write besides: no seconds, a comma before the fraction, +hh and +hhmm. */
const iso8601 = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,30}))?)?(?:[Zz]|([+-])(\d\d):?(\d\d)?)$/

/** RFC 1123 5.2.14 (RFC 822 with four digits for the year); some clients write days below ten with one digit. */
const rfc1123 =
  /^(?:([A-Za-z]{3}), +)?(\d{1,2}) +([A-Za-z]{3}) +(\d{4}) +(\d\d):(\d\d)(?::(\d\d))? +(?:GMT|UTC|UT|Z|([+-])(\d\d)(\d\d))$/i

/** Reads a date in either notation; null when it is none, or no day of the calendar, or has no zone. */
export function parseDate(text: string): WireDate | null {
  if (text.length > maxLengths.date) return null
  const trimmed = text.trim()
  const iso = iso8601.exec(trimmed)
  if (iso) {
    const [, year, month, day, hour, minute, second, fraction, sign, offsetHours, offsetMinutes] = iso
    const ms = fraction ? Math.trunc(Number(`0.${fraction}`) * 1000) : 0
    const clock = [hour, minute, second]
    return instant('iso8601', [year, month, day], clock, ms, sign, offsetHours, offsetMinutes)
  }
  const rfc = rfc1123.exec(trimmed)
  if (!rfc) return null
  const [, weekday, day, monthName = '', year, hour, minute, second, sign, offsetHours, offsetMinutes] = rfc
  const month = months.indexOf(monthName.toLowerCase()) + 1
  if (month === 0) return null
  if (weekday && weekdays[weekdayOf(Number(year), month, Number(day))] !== weekday.toLowerCase()) return null
  return instant('rfc1123', [year, String(month), day], [hour, minute, second], 0, sign, offsetHours, offsetMinutes)
}

/** Prints a date for the wire: RFC 1123 as `toUTCString` does, ISO 8601 in UTC with milliseconds. */
export function printDate(date: Date, notation: DateNotation = 'iso8601'): string {
  return notation === 'rfc1123' ? date.toUTCString() : date.toISOString()
}

type Digits = string | undefined

function instant(
  notation: DateNotation,
  calendar: [Digits, Digits, Digits],
  clock: Digits[],
  ms: number,
  sign: Digits,
  offsetHours: Digits = '0',
  offsetMinutes: Digits = '0',
): WireDate | null {
  const [year = 0, month = 0, day = 0] = calendar.map(Number)
  const [hour = 0, minute = 0, second = 0] = clock.map((digits) => Number(digits ?? 0))
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null
  if (hour > 23 || minute > 59 || second > 59 || Number(offsetHours) > 23 || Number(offsetMinutes) > 59) return null
  const date = new Date(0)
  // Date.UTC would take the years 1 to 99 for 1901 to 1999.
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, ms)
  const offsetMs = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000
  date.setTime(date.getTime() - (sign === '-' ? -offsetMs : offsetMs))
  const utcYear = date.getUTCFullYear()
  return utcYear < 1 || utcYear > 9999 ? null : { date, notation }
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function weekdayOf(year: number, month: number, day: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.getUTCDay()
}
