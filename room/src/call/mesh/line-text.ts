import { type Source, sources } from '../media.ts'

/** What somebody sends. It goes by two ways, so it is numbered: what is older than the last word is not heard. */
export type Said = Readonly<{
  number: number
  sending: readonly Source[]
  /** The camera is on, and not sent: the line does not bear it. */
  cameraPaused: boolean
}>

/** What two lines tell each other directly. */
export type LineText = { kind: 'said'; said: Said } | { kind: 'text'; text: string }

/** The other browser is not ours to trust: what does not look like a message of ours is dropped. */
export function readText(data: unknown): LineText | null {
  try {
    const message: unknown = JSON.parse(String(data))
    if (typeof message !== 'object' || message === null || !('kind' in message)) return null
    if (message.kind === 'text' && 'text' in message && typeof message.text === 'string') {
      return { kind: 'text', text: message.text }
    }
    const said = message.kind === 'said' && 'said' in message && readSaid(message.said)
    if (said) return { kind: 'said', said }
  } catch {
    // Not JSON.
  }
  return null
}

export function readSaid(data: unknown): Said | null {
  if (typeof data !== 'object' || data === null) return null
  const { number, sending, cameraPaused } = data as Partial<Record<keyof Said, unknown>>
  if (typeof number !== 'number' || !Array.isArray(sending)) return null
  const said: unknown[] = sending
  return { number, sending: sources.filter((source) => said.includes(source)), cameraPaused: cameraPaused === true }
}
