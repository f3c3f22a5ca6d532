/**
 * A link's id, and nothing beside it that could belong to one. Mail programs and people make other strokes of its hyphens,
 * and none.
 */
const id =
  /(?<![0-9a-z])[0-9a-f]{8}(?:[-\u2010-\u2015\u2212]?[0-9a-f]{4}){3}[-\u2010-\u2015\u2212]?[0-9a-f]{12}(?![0-9a-z])/gi
/** Where a line was broken, and what cannot be seen. */
const gaps = /[\s\u00ad\u200b-\u200f\u2060\ufeff]+/g
/** Longer ones are nobody's slip. */
const maxCharacters = 300

/**
 * The address that somebody meant who opens an entry link with what stood around it, as `.`, `)` or `>`, or without what
 * belongs into it. Where it is not unmistakable which link is meant, the address of the page that says so; where it is no
 * link at all, what was given.
 */
export function meantUrl(url: string): string {
  const [, given = '', query = ''] = /^\/+session\/+([^/?]+)\/?(\?.*)?$/i.exec(url) ?? []
  if (!given) return url
  const text = given.length > maxCharacters ? '' : decoded(given)
  const found = text.match(id) ?? text.replace(gaps, '').match(id) ?? []
  const meant = new Set(found.map((one) => one.toLowerCase().replace(/[^0-9a-f]/g, '')))
  const [only] = meant
  if (only && meant.size === 1) return `/session/${only.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}${query}`
  // The router refuses what cannot be decoded, in words for programs.
  return canDecode(given) ? url : `/session/-${query}`
}

/** What is no code of a sign stands for itself, and codes of no text for a gap. */
function decoded(text: string): string {
  const whole = text.replace(/%(?![0-9a-f]{2})/gi, '%25')
  return canDecode(whole) ? decodeURIComponent(whole) : whole.replace(/%[0-9a-f]{2}/gi, ' ')
}

function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
