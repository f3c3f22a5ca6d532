import { dateLocale } from '@anteroom/ui/words/spoken.ts'
import { clockTime, timeLeft } from '../../words/times.ts'
import { words } from '../../words/words.ts'

type Place = { timeZone?: string; locale?: string }

/** "Today, 17:07", or with its day. */
export function startOf(iso: string, now: number, { timeZone, locale = dateLocale() }: Place = {}): string {
  const format = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(timeZone && { timeZone }),
  })
  const day = format.format(new Date(iso))
  const isToday = day === format.format(now)
  return words.booked.at(isToday ? words.booked.today : day, clockTime(iso, { locale, ...(timeZone && { timeZone }) }))
}

/** By whole minutes, so that nothing ticks beside somebody who waits, until the last one. */
export function timeToGo(ms: number): string {
  const minutes = Math.ceil(ms / 60_000)
  if (minutes <= 1) return timeLeft(ms)
  return minutes < 60 ? words.units.minutes(minutes) : timeLeft(minutes * 60_000)
}
