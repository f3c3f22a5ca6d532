export type Part = { text: string; href: string | null }

const link = /https:\/\/[^\s<>"'`]+/g
/** What ends a sentence ends no address. */
const tail = /[.,;:!?…]+$/

/** Cuts a message into words and addresses. Only https ones become links; what is shown is where they lead. */
export function linkify(message: string): Part[] {
  const parts: Part[] = []
  let end = 0
  for (const { 0: found, index } of message.matchAll(link)) {
    const address = trimAddress(found)
    const url = URL.canParse(address) ? new URL(address) : null
    // A name and password in front of the host make an address look like another one.
    if (!url?.hostname || url.username || url.password) continue
    if (index > end) parts.push({ text: message.slice(end, index), href: null })
    parts.push({ text: address, href: url.href })
    end = index + address.length
  }
  if (end < message.length) parts.push({ text: message.slice(end), href: null })
  return parts
}

function trimAddress(found: string): string {
  let address = found.replace(tail, '')
  // A bracket belongs to the address only if it was opened in it.
  while (address.endsWith(')') && address.split(')').length > address.split('(').length) {
    address = address.slice(0, -1).replace(tail, '')
  }
  return address
}
