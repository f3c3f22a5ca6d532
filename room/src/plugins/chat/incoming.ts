import type { PluginHost } from '../../desk/plugin-host.ts'
import type { FileOffer } from './file-messages.ts'
import { receiveBlob } from './transfer.ts'

/**
 * A file that somebody else has for us. Nothing of it comes before we ask for it. `interrupted` and `damaged` may be
 * asked for again; what is `gone` is not.
 */
export type Incoming = Readonly<{
  /** Of the sender's visit and the id that they gave it. */
  key: string
  from: string
  id: string
  name: string
  size: number
  type: string
  state: 'offered' | 'waiting' | 'receiving' | 'done' | 'interrupted' | 'damaged' | 'gone'
  bytes: number
  blob: Blob | null
}>

/** What one person may offer; more than that is not shown. */
const maxOffers = 100

type Options = {
  host: PluginHost<'chat'>
  changed: (incoming: Incoming) => void
  /** It is there, whole and checked. */
  arrived: (incoming: Incoming, blob: Blob) => void
}

export function createIncoming({ host, changed, arrived }: Options) {
  const shown = new Map<string, Incoming>()
  const stops = new Map<string, AbortController>()
  const keyOf = (visitId: string, id: string) => `${visitId}/${id}`
  const tell = (file: 'take' | 'got' | 'stop', { id, from }: Incoming) => host.channel.send({ file, id }, from)

  function change(key: string, part: Partial<Incoming>) {
    const before = shown.get(key)
    if (!before) return
    const after = { ...before, ...part }
    shown.set(key, after)
    changed(after)
  }
  function settle(key: string, state: Incoming['state']) {
    stops.get(key)?.abort()
    stops.delete(key)
    change(key, { state, bytes: 0 })
  }
  const isUnderWay = ({ state }: Incoming) => state === 'waiting' || state === 'receiving'

  function offer(from: string, { id, name, size, type }: FileOffer): Incoming | null {
    const key = keyOf(from, id)
    const theirs = [...shown.values()].filter((incoming) => incoming.from === from)
    if (shown.has(key) || theirs.length >= maxOffers) return null
    const incoming: Incoming = { key, from, id, name, size, type, state: 'offered', bytes: 0, blob: null }
    shown.set(key, incoming)
    return incoming
  }

  async function receive(from: string, id: string, stream: ReadableStream<Uint8Array>) {
    const key = keyOf(from, id)
    const incoming = shown.get(key)
    if (incoming?.state !== 'waiting') return stream.cancel()
    const stop = new AbortController()
    stops.set(key, stop)
    change(key, { state: 'receiving' })
    const progress = (bytes: number) => {
      if (!stop.signal.aborted) change(key, { bytes })
    }
    const result = await receiveBlob(stream, incoming.size, { signal: stop.signal, progress })
    if (stop.signal.aborted) return
    stops.delete(key)
    if (result instanceof Blob) {
      change(key, { state: 'done', bytes: incoming.size, blob: result })
      tell('got', incoming)
      arrived(incoming, result)
    } else {
      settle(key, result)
      tell('stop', incoming)
    }
  }

  host.streams.subscribe((from, id, stream) => {
    // A stream that has ended meanwhile cannot be cancelled any more, and need not be.
    receive(from, id, stream).catch(() => {})
  }, host.until)

  return {
    offer,
    take(key: string) {
      const incoming = shown.get(key)
      if (!incoming || !['offered', 'interrupted', 'damaged'].includes(incoming.state)) return
      change(key, { state: 'waiting', bytes: 0 })
      tell('take', incoming)
    },
    cancel(key: string) {
      const incoming = shown.get(key)
      if (!incoming || !isUnderWay(incoming)) return
      settle(key, 'offered')
      tell('stop', incoming)
    },
    /** The sender has it no longer. */
    stopped(from: string, id: string) {
      const incoming = shown.get(keyOf(from, id))
      if (incoming && incoming.state !== 'done') settle(incoming.key, 'gone')
    },
    /** Their page was loaded again, and has nothing any more of what it had. */
    anew(from: string) {
      for (const incoming of shown.values()) {
        if (incoming.from === from && incoming.state !== 'done') settle(incoming.key, 'gone')
      }
    },
    /** Who is in the call, and who of them can be reached at the moment. */
    follow(present: ReadonlySet<string>, now: ReadonlySet<string>) {
      for (const incoming of shown.values()) {
        if (incoming.state === 'done' || incoming.state === 'gone') continue
        if (!present.has(incoming.from)) settle(incoming.key, 'gone')
        else if (!now.has(incoming.from) && isUnderWay(incoming)) settle(incoming.key, 'interrupted')
      }
    },
    end() {
      for (const stop of stops.values()) stop.abort()
    },
  }
}
