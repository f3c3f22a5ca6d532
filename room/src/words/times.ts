import { dateLocale } from '@anteroom/ui/words/spoken.ts'
import { words } from './words.ts'

/** Where in the world, by clocks, the visitor's browser is; tests say where. */
type Place = { timeZone?: string; locale?: string }

/** "Monday, 23 November, 10:00 – 10:30", or "Today, 10:00 – 10:30", in the visitor's own zone. */
export function bookedTime(
  startIso: string,
  endIso: string,
  { timeZone, locale = dateLocale(), now = Date.now() }: Place & { now?: number } = {},
): string {
  const start = new Date(startIso)
  const end = new Date(endIso)
  const zone = timeZone ? { timeZone } : {}
  const year = new Intl.DateTimeFormat(locale, { year: 'numeric', ...zone })
  const isThisYear = year.format(start) === year.format(now)
  const dayParts = { weekday: 'long', day: 'numeric', month: 'long' } as const
  const day = new Intl.DateTimeFormat(locale, { ...dayParts, ...(isThisYear ? {} : { year: 'numeric' }), ...zone })
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', ...zone })
  const dayName = (date: Date) => (day.format(date) === day.format(now) ? words.booked.today : day.format(date))
  // What ends in the night after names no second day; nobody takes it for another time.
  const isShort = end.getTime() - start.getTime() < 12 * 3_600_000
  const clock = (date: Date) => unbroken(time.format(date))
  const until = isShort ? clock(end) : words.booked.at(dayName(end), clock(end))
  return words.booked.at(dayName(start), `${clock(start)} – ${until}`)
}

/** So that "AM" does not stand on a line of its own. */
const unbroken = (time: string) => time.replaceAll(' ', '\u00a0')

/** The name of the visitor's zone at that time: "Central European Standard Time". */
export function zoneName(iso: string, { timeZone, locale = dateLocale() }: Place = {}): string {
  const format = new Intl.DateTimeFormat(locale, { timeZoneName: 'long', ...(timeZone && { timeZone }) })
  return format.formatToParts(new Date(iso)).find(({ type }) => type === 'timeZoneName')?.value ?? ''
}

/** "10:05", in the visitor's own zone. */
export function clockTime(at: string | number, { timeZone, locale = dateLocale() }: Place = {}): string {
  const format = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', ...(timeZone && { timeZone }) })
  return unbroken(format.format(new Date(at)))
}

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** What is left of `ms`, in the two units that matter: "2 days 3 hours", "4 minutes 05 seconds". */
export function timeLeft(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  const { days, hours, minutes, seconds: secondsWord } = words.units
  const parts =
    seconds >= day
      ? [days(Math.floor(seconds / day)), hours(Math.floor((seconds % day) / hour))]
      : seconds >= hour
        ? [hours(Math.floor(seconds / hour)), minutes(Math.floor((seconds % hour) / minute))]
        : seconds >= minute
          ? [minutes(Math.floor(seconds / minute)), secondsWord(seconds % minute)]
          : [secondsWord(seconds)]
  return words.units.together(parts)
}

/** How long something has lasted, by minutes: "less than a minute", "3 min", "1 h 05 min". */
export function lasted(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / 60_000)
  if (minutes < 1) return words.units.underAMinute
  if (minutes < 60) return words.units.shortMinutes(minutes)
  return words.units.shortHours(Math.floor(minutes / 60), minutes % 60)
}
