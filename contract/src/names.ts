const breaks = /[\p{Cc}\u2028\u2029]+/gu
/**
 * Signs that turn the writing round, letters without a shape, and tags. Not the joiners U+200C and U+200D: Persian, the
 * scripts of India and many emoji are written with them.
 */
const deceiving =
  /[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\u{e0000}-\u{e007f}]|\u034f/gu
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u
/** Letters of Hebrew, Arabic, Syriac and the other scripts that run from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802\ud803\ud83a\ud83b]/

/**
 * A name on one line and without what turns the writing round or cannot be seen: with it, a name could take the words
 * around it for its own, look like another, or command the terminal that prints it. Nothing is left of one of which
 * nothing can be seen.
 */
export function plainName(name: string): string {
  const plain = name.replace(breaks, ' ').replace(deceiving, '')
  return visible.test(plain) ? plain : ''
}

/** The same for a name that may be missing. */
export function plainOrNull<Name extends string | null | undefined>(name: Name): Name | string {
  return typeof name === 'string' ? plainName(name) : name
}

/**
 * A name that may stand in a sentence of either direction: where it runs from right to left, it is kept from changing
 * the order of the words around it (Unicode FSI and PDI).
 */
export function isolated(name: string): string {
  return rightToLeft.test(name) ? `\u2068${name}\u2069` : name
}
