/** A page out of what was found for it, which is one item more where another page follows. */
export function cutPage<Found, Item>(
  found: readonly Found[],
  limit: number,
  { toWire, cursorOf }: { toWire(found: Found): Item; cursorOf(found: Found): string },
): { content: Item[]; next: string | null; more: boolean } {
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  const more = found.length > limit && last !== undefined
  return { content: shown.map(toWire), next: more ? cursorOf(last) : null, more }
}
