import type { MediaEngine } from './media.ts'

type Sender = { visitId: string; name: string }
type Listener = (from: Sender, data: unknown) => void

/** A plugin's own line to the same plugin in the other browsers. */
export type Channel = {
  send(data: unknown): void
  /** What came before anybody listened is handed over first: a plugin's code may still be on its way. */
  subscribe(listener: Listener): () => void
}

/** More messages than this are not kept for a plugin that is not there yet. */
const maxEarly = 200

/** Shares the one line of text that an engine gives among those who have something to say. */
export function createChannels(
  engine: Pick<MediaEngine, 'sendText' | 'onText'>,
  nameOf: (visitId: string) => string,
): (channel: string) => Channel {
  const listeners = new Map<string, Set<Listener>>()
  const early: { channel: string; from: Sender; data: unknown }[] = []

  engine.onText((visitId, text) => {
    const message = parse(text)
    if (!message) return
    const { channel, data } = message
    const from = { visitId, name: nameOf(visitId) }
    const hearing = listeners.get(channel)
    if (hearing) for (const listener of hearing) listener(from, data)
    else if (early.length < maxEarly) early.push({ channel, from, data })
  })

  return (channel) => ({
    send: (data) => engine.sendText(JSON.stringify({ channel, data })),
    subscribe(listener) {
      const hearing = listeners.get(channel) ?? new Set()
      listeners.set(channel, hearing.add(listener))
      for (let at = 0; at < early.length; ) {
        if (early[at]?.channel !== channel) at++
        else for (const { from, data } of early.splice(at, 1)) listener(from, data)
      }
      return () => hearing.delete(listener)
    },
  })
}

/** The other browser is not ours to trust: what is no message of a room is dropped. */
function parse(text: string): { channel: string; data: unknown } | null {
  try {
    const message: unknown = JSON.parse(text)
    if (typeof message !== 'object' || message === null || !('channel' in message && 'data' in message)) return null
    return typeof message.channel === 'string' ? { channel: message.channel, data: message.data } : null
  } catch {
    return null
  }
}
