import { type Source, sources } from '../media.ts'

export type SourceList = readonly Source[]

/** What two lines tell each other directly. */
export type LineText = { kind: 'sending'; sending: SourceList } | { kind: 'text'; text: string }

/** The other browser is not ours to trust: what does not look like a message of ours is dropped. */
export function readText(data: unknown): LineText | null {
  try {
    const message: unknown = JSON.parse(String(data))
    if (typeof message !== 'object' || message === null || !('kind' in message)) return null
    if (message.kind === 'text' && 'text' in message && typeof message.text === 'string') {
      return { kind: 'text', text: message.text }
    }
    if (message.kind === 'sending' && 'sending' in message && Array.isArray(message.sending)) {
      const said: unknown[] = message.sending
      return { kind: 'sending', sending: sources.filter((source) => said.includes(source)) }
    }
  } catch {
    // Not JSON.
  }
  return null
}
