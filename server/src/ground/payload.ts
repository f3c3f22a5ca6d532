/** Of JSON that somebody sends: how deep it may be nested, and how many members and items it may have in all. */
export type PayloadLimits = { depth: number; members: number }

/**
 * Why a JSON text is not looked into; null when it may be. Tells by its signs alone, before it is parsed: what walks a
 * value afterwards mostly calls itself for each level, and a few thousand of them end a process.
 */
export function whyTooMuch(json: string, { depth: maxDepth, members: maxMembers }: PayloadLimits) {
  let depth = 0
  let members = 0
  for (let at = 0; at < json.length; at += 1) {
    switch (json.charCodeAt(at)) {
      case 0x22: // "
        at = endOfString(json, at)
        break
      case 0x5b: // [
      case 0x7b: // {
        depth += 1
        members += 1
        if (depth > maxDepth) return 'too-deep'
        break
      case 0x5d: // ]
      case 0x7d: // }
        depth -= 1
        break
      case 0x2c: // ,
        members += 1
        break
    }
    if (members > maxMembers) return 'too-many'
  }
  return null
}

/** Where the string ends that begins at `start`. */
function endOfString(json: string, start: number): number {
  let at = json.indexOf('"', start + 1)
  while (at >= 0) {
    let escapes = 0
    while (json.charCodeAt(at - 1 - escapes) === 0x5c) escapes += 1
    if (escapes % 2 === 0) return at
    at = json.indexOf('"', at + 1)
  }
  return json.length
}

/** Whether a text can be stored and given back: no NUL, which databases refuse, and no half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

/**
 * The JSON pointer (RFC 6901) of the first text in a value, keys included, that cannot be stored; null when all can. Only
 * for what `whyTooMuch` has let through: it calls itself for each level.
 */
export function findUnstorable(value: unknown, pointer = ''): string | null {
  if (typeof value === 'string') return isStorable(value) ? null : pointer
  // Bytes are no text.
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return null
  for (const [key, member] of Object.entries(value)) {
    if (!isStorable(key)) return pointer
    const found = findUnstorable(member, pointerTo(pointer, key))
    if (found !== null) return found
  }
  return null
}

/** The JSON pointer (RFC 6901) to a member of what another one points at. */
export const pointerTo = (pointer: string, name: string): string =>
  `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
