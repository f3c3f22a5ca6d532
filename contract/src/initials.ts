/** The letters that stand for a name: of its first and of its last word. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s,]+/).filter((word) => /\p{L}|\p{N}/u.test(word))
  const spoken = words.filter((word) => !/^(?:dr|prof|mr|mrs|ms|mx)\.?$/i.test(word))
  const from = spoken.length > 0 ? spoken : words
  const picked = from.length > 1 ? [from[0], from.at(-1)] : from
  return picked
    .map((word) => word?.match(/\p{L}|\p{N}/u)?.[0] ?? '')
    .join('')
    .toLocaleUpperCase('en')
}

/** One of eight muted hues, always the same for a name, so that people are told apart at a glance. */
export function hueOf(name: string): number {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return (sum % 8) * 45 + 10
}
