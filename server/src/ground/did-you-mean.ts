import { closestMatch } from 'leven'

const maxNameLength = 100

/** A name as somebody has written it, in words of ours. */
export const shownName = (name: string) => (name.length > maxNameLength ? `${name.slice(0, maxNameLength)}…` : name)

/** Which of the names that are known somebody may have meant, in words that follow others; empty if none is near. */
export function didYouMean(written: string, known: readonly string[]): string {
  const name = shownName(written).toLowerCase()
  const near = closestMatch(name, known, { maxDistance: Math.max(2, Math.floor(name.length / 3)) })
  return near === undefined ? '' : `; did you mean ${near}?`
}
