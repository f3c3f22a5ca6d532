const breaks = /[\p{Cc}\u2028\u2029]+/gu
/** Not the joiners U+200C and U+200D: Persian, the scripts of India and many emoji are written with them. */
const deceiving = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g
/** Letters of Hebrew, Arabic, Syriac and the other scripts that run from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802\ud803\ud83a\ud83b]/

/**
 * A name on one line and without what turns the writing round or cannot be seen: with it, a name could take the words
 * around it for its own, look like another, or command the terminal that prints it.
 */
export function plainName(name: string): string {
  return name.replace(breaks, ' ').replace(deceiving, '')
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
