import type { MediaEngine } from './media.ts'

type Sender = { visitId: string; name: string }
type Listener = (from: Sender, data: unknown) => void

/** A plugin's own line to the same plugin in the other browsers. */
export type Channel = {
  /** To everyone in the call, or to one of them. */
  send(data: unknown, to?: string): void
  /** What came before anybody listened is handed over first: a plugin's code may still be on its way. */
  subscribe(listener: Listener, until?: AbortSignal): () => void
}

/** A plugin's own way to send bytes to the same plugin in one other browser. See `MediaEngine` for how they end. */
export type Streams = {
  open(to: string, name: string): WritableStream<Uint8Array>
  subscribe(listener: StreamListener, until?: AbortSignal): () => void
}

type StreamListener = (from: string, name: string, bytes: ReadableStream<Uint8Array>) => void

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
    send: (data, to) => engine.sendText(JSON.stringify({ channel, data }), to),
    subscribe(listener, until) {
      const hearing = listeners.get(channel) ?? new Set()
      listeners.set(channel, hearing.add(listener))
      for (let at = 0; at < early.length; ) {
        if (early[at]?.channel !== channel) at++
        else for (const { from, data } of early.splice(at, 1)) listener(from, data)
      }
      const end = () => hearing.delete(listener)
      until?.addEventListener('abort', end)
      return end
    },
  })
}

/** Shares the streams of an engine by their labels, `channel/name`. A stream that nobody listens for is cancelled. */
export function createStreams(engine: Pick<MediaEngine, 'openStream' | 'onStream'>): (channel: string) => Streams {
  const listeners = new Map<string, StreamListener>()

  engine.onStream((from, label, bytes) => {
    const at = label.indexOf('/')
    const listener = at < 0 ? undefined : listeners.get(label.slice(0, at))
    if (listener) listener(from, label.slice(at + 1), bytes)
    // What has failed on its way cannot be cancelled, and there is nothing left to do about it.
    else void bytes.cancel().catch(() => {})
  })

  return (channel) => ({
    open: (to, name) => engine.openStream(to, `${channel}/${name}`),
    subscribe(listener, until) {
      listeners.set(channel, listener)
      const end = () => listeners.delete(channel)
      until?.addEventListener('abort', end)
      return end
    },
  })
}

/** The other browser cannot be trusted: what is not a message of a room is dropped. */
function parse(text: string): { channel: string; data: unknown } | null {
  try {
    const message: unknown = JSON.parse(text)
    if (typeof message !== 'object' || message === null || !('channel' in message && 'data' in message)) return null
    return typeof message.channel === 'string' ? { channel: message.channel, data: message.data } : null
  } catch {
    return null
  }
}
