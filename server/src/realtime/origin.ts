import type { IncomingMessage } from 'node:http'

/**
 * Whether whoever connects is a page of ours. Browsers name the site of the page, and no page can make them name
 * another; software that is no browser names none, and has no link of somebody else's to use.
 */
export function isOfOurs({ headers: { origin, host } }: Pick<IncomingMessage, 'headers'>, publicUrl: string): boolean {
  if (origin === undefined || origin === publicUrl) return true
  if (!URL.canParse(origin)) return false
  // A server may be opened by other names than its public one, but none of them without TLS where that has it.
  const from = new URL(origin)
  return from.host === host && (from.protocol === 'https:' || publicUrl.startsWith('http:'))
}
