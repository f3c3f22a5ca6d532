export const maxCharacters = 4000

/** The text in what came from another browser, or null when it is no message of a chat of ours. */
export function textOf(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('text' in data)) return null
  const { text } = data
  if (typeof text !== 'string' || !text.trim()) return null
  return text.slice(0, maxCharacters)
}
