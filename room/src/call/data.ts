import type { MediaEngine } from './media.ts'

/** A plugin's own line to the same plugin in the other browsers. */
export type Channel = {
  send(data: unknown): void
  subscribe(listener: (from: { visitId: string; name: string }, data: unknown) => void): () => void
}

/** Shares the one line of text that an engine gives among those who have something to say. */
export function createChannels(engine: Pick<MediaEngine, 'sendText' | 'onText'>, nameOf: (visitId: string) => string) {
  return (channel: string): Channel => ({
    send: (data) => engine.sendText(JSON.stringify({ channel, data })),
    subscribe: (listener) =>
      engine.onText((visitId, text) => {
        const message = parse(text)
        if (message?.channel === channel) listener({ visitId, name: nameOf(visitId) }, message.data)
      }),
  })
}

function parse(text: string): { channel: unknown; data: unknown } | null {
  try {
    const message: unknown = JSON.parse(text)
    const isMessage = typeof message === 'object' && message !== null && 'channel' in message && 'data' in message
    return isMessage ? { channel: message.channel, data: message.data } : null
  } catch {
    return null // Not from a room of ours.
  }
}
