import { dateLocale } from '@anteroom/ui/words/spoken.ts'
import { clockTime, zoneName } from '../../words/times.ts'
import { laterWords } from './later-words.ts'
import type { Message } from './log.ts'

type Options = { call: string; at: number; timeZone?: string; locale?: string }

/** What was written, as a text file: names, times in the visitor's own zone, and which files there were. */
export function transcript(
  messages: readonly Message[],
  { call, at, timeZone, locale = dateLocale() }: Options,
): string {
  const { title, zone, file } = laterWords().files.transcript
  const place = { locale, ...(timeZone && { timeZone }) }
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', ...(timeZone && { timeZone }) })
  const entries = messages.map((message) => {
    const said = message.kind === 'file' ? file(message.text) : message.text
    const from = message.kind === 'note' ? '' : `${message.name}: `
    // Further lines of a message cannot be taken for somebody else's.
    return `${clockTime(message.at, place)}  ${from}${said.replaceAll('\n', '\n    ')}`
  })
  const zoneLine = zone(zoneName(new Date(at).toISOString(), place))
  return [title(call), day.format(at), zoneLine, '', ...entries, ''].join('\n')
}
