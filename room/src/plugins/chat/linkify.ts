export type Part = { text: string; href: string | null }

/** Up to what ends an address, or turns the writing around, or cannot be seen. */
const link = /https:\/\/[^\s<>"'`\p{Cc}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+/gu
/** What ends a sentence ends no address. */
const tail = /[.,;:!?…]+$/

/** Cuts a message into words and addresses. Only https ones become links; what is shown is where they lead. */
export function linkify(message: string): Part[] {
  const parts: Part[] = []
  let end = 0
  for (const { 0: found, index } of message.matchAll(link)) {
    const address = trimAddress(found)
    const url = parse(address)
    // A name and password in front of the host make an address look like another one.
    if (!url?.hostname || url.username || url.password) continue
    if (index > end) parts.push({ text: message.slice(end, index), href: null })
    // Letters of another script can look like a host that is known; the browser's own spelling cannot.
    const isPlain = address.toLowerCase().startsWith(`https://${url.hostname}`)
    parts.push({ text: isPlain ? address : url.href, href: url.href })
    end = index + address.length
  }
  if (end < message.length) parts.push({ text: message.slice(end), href: null })
  return parts
}

function parse(address: string): URL | null {
  try {
    return new URL(address)
  } catch {
    return null
  }
}

function trimAddress(found: string): string {
  let address = found.replace(tail, '')
  // A bracket belongs to the address only if it was opened in it.
  while (address.endsWith(')') && address.split(')').length > address.split('(').length) {
    address = address.slice(0, -1).replace(tail, '')
  }
  return address
}
