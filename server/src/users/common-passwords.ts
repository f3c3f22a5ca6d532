let list: Promise<ReadonlySet<string>> | null = null

/** Read when the first password is set: it takes some 20 MB of memory, and most servers never set one. */
function readList(): Promise<ReadonlySet<string>> {
  list ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']))
  return list
}

/** No longer than two of the list, and what people write around them. */
const maxCharacters = 60

/**
 * Whether a password, in small letters, is one of the fifty thousand that many people have, two of them in a row, or one with
 * digits and signs around it.
 */
export async function isCommonPassword(text: string): Promise<boolean> {
  if (text.length > maxCharacters) return false
  const common = await readList()
  const core = text.replace(/^[^\p{L}]+/u, '').replace(/[^\p{L}]+$/u, '')
  return [text, core].some((candidate) => isOneOrTwoOf(common, candidate))
}

function isOneOrTwoOf(common: ReadonlySet<string>, text: string): boolean {
  if (common.has(text)) return true
  for (let at = 3; at <= text.length - 3; at += 1) {
    if (common.has(text.slice(0, at)) && common.has(text.slice(at))) return true
  }
  return false
}
