import type { PluginHost } from '../../desk/plugin-host.ts'
import type { FileMessage } from './file-messages.ts'
import { sendBlob } from './transfer.ts'

/** How far a file has come on its way to one person. */
export type Delivery = Readonly<{
  visitId: string
  name: string
  state: 'waiting' | 'sending' | 'arrived' | 'failed'
  bytes: number
}>

/** A file of ours that the others can have for as long as this page is open; `lost` is one that the page before it sent. */
export type Outgoing = Readonly<{
  id: string
  name: string
  size: number
  state: 'shared' | 'taken-back' | 'unreadable' | 'lost'
  deliveries: readonly Delivery[]
}>

type Shared = { file: Blob; stops: Map<string, AbortController> }
type Options = { host: PluginHost<'chat'>; changed: (outgoing: Outgoing) => void }

/** Sends files to those who ask for them; to each of them one after the other. */
export function createOutgoing({ host, changed }: Options) {
  const shown = new Map<string, Outgoing>()
  const shared = new Map<string, Shared>()
  const queues = new Map<string, Promise<void>>()
  const tell = (message: FileMessage, to?: string) => host.channel.send(message, to)

  function change(id: string, part: Partial<Outgoing>) {
    const before = shown.get(id)
    if (!before) return
    const after = { ...before, ...part }
    shown.set(id, after)
    changed(after)
  }
  function setDelivery(id: string, delivery: Delivery) {
    const { deliveries } = shown.get(id) ?? { deliveries: [] }
    const isNew = !deliveries.some(({ visitId }) => visitId === delivery.visitId)
    change(id, {
      deliveries: isNew
        ? [...deliveries, delivery]
        : deliveries.map((other) => (other.visitId === delivery.visitId ? delivery : other)),
    })
  }
  const deliveryTo = (id: string, to: string) => shown.get(id)?.deliveries.find(({ visitId }) => visitId === to)

  function offer(file: Blob, name: string): Outgoing {
    const id = crypto.randomUUID()
    const outgoing: Outgoing = { id, name, size: file.size, state: 'shared', deliveries: [] }
    shown.set(id, outgoing)
    shared.set(id, { file, stops: new Map() })
    tell({ file: 'offer', id, name, size: file.size, type: file.type })
    return outgoing
  }

  /** Somebody wants it, for the first time or again. */
  function take(id: string, from: { visitId: string; name: string }) {
    const found = shared.get(id)
    if (!found) return tell({ file: 'stop', id }, from.visitId)
    if (found.stops.has(from.visitId)) return
    const stop = new AbortController()
    found.stops.set(from.visitId, stop)
    setDelivery(id, { ...from, state: 'waiting', bytes: 0 })
    const before = queues.get(from.visitId) ?? Promise.resolve()
    queues.set(
      from.visitId,
      before.then(() => deliver(id, found, from, stop)),
    )
  }

  async function deliver(id: string, found: Shared, to: { visitId: string; name: string }, stop: AbortController) {
    if (stop.signal.aborted) return
    const show = (bytes: number) => {
      if (!stop.signal.aborted) setDelivery(id, { ...to, state: 'sending', bytes })
    }
    show(0)
    const stream = host.streams.open(to.visitId, id)
    const end = await sendBlob(found.file, stream, { signal: stop.signal, progress: show })
    if (found.stops.get(to.visitId) === stop) found.stops.delete(to.visitId)
    if (stop.signal.aborted) return
    if (end === 'unreadable') takeBack(id, 'unreadable')
    // What was sent has arrived only once the other side has checked it.
    if (end === 'stopped' && deliveryTo(id, to.visitId)?.state === 'sending') fail(id, to.visitId)
  }

  function fail(id: string, to: string) {
    const delivery = deliveryTo(id, to)
    if (!delivery || delivery.state === 'arrived') return
    shared.get(id)?.stops.get(to)?.abort()
    shared.get(id)?.stops.delete(to)
    setDelivery(id, { ...delivery, state: 'failed' })
  }

  function takeBack(id: string, state: Outgoing['state'] = 'taken-back') {
    const found = shared.get(id)
    if (!found) return
    shared.delete(id)
    for (const stop of found.stops.values()) stop.abort()
    tell({ file: 'stop', id })
    const deliveries = shown.get(id)?.deliveries ?? []
    change(id, { state, deliveries: deliveries.filter((delivery) => delivery.state === 'arrived') })
  }

  return {
    offer,
    takeBack,
    isShared: (id: string) => shared.has(id),
    hear(from: { visitId: string; name: string }, message: FileMessage) {
      if (message.file === 'take') take(message.id, from)
      if (message.file === 'stop') fail(message.id, from.visitId)
      const delivery = deliveryTo(message.id, from.visitId)
      if (message.file === 'got' && delivery?.state === 'sending') {
        setDelivery(message.id, { ...delivery, state: 'arrived', bytes: shown.get(message.id)?.size ?? 0 })
      }
    },
    /** Whoever is not here any more gets nothing any more. */
    follow(present: ReadonlySet<string>) {
      for (const { id, deliveries } of shown.values()) {
        for (const { visitId } of deliveries) if (!present.has(visitId)) fail(id, visitId)
      }
    },
    end() {
      for (const { stops } of shared.values()) for (const stop of stops.values()) stop.abort()
      shared.clear()
    },
  }
}
