import type { VisitView } from '@anteroom/contract/realtime'
import { createStore, type Store } from '@anteroom/ui/ground/store.ts'
import type { Channel } from './data.ts'

/** Who would like to speak. */
export type Hands = {
  /** Visits with a raised hand, the first to raise it first; our own is among them. */
  raised: Store<readonly string[]>
  /** Raises or lowers our own. */
  raise(on: boolean): void
  /** Asks somebody to lower theirs; they do when we are a host. */
  lower(visitId: string): void
}

type Options = { channel: Channel; view: Store<VisitView>; until: AbortSignal }

/** Goes from browser to browser. People who come later are told by those whose hands are up. */
export function createHands({ channel, view, until }: Options): Hands {
  const raised = createStore<readonly string[]>([])
  let pages = new Set<string>()

  function set(visitId: string, on: boolean) {
    const others = raised.get().filter((id) => id !== visitId)
    if (on === raised.get().includes(visitId)) return
    raised.set(on ? [...others, visitId] : others)
  }

  function raise(on: boolean) {
    set(view.get().me.visitId, on)
    channel.send({ raised: on })
  }

  /** A hand goes down when its person leaves; a new page has to be told of ours. */
  function follow() {
    const { me, people } = view.get()
    const present = new Set([me.visitId, ...people.map(({ visitId }) => visitId)])
    const staying = raised.get().filter((id) => present.has(id))
    if (staying.length < raised.get().length) raised.set(staying)
    const before = pages
    pages = new Set(people.map(({ visitId, generation }) => `${visitId} ${generation}`))
    if (staying.includes(me.visitId) && [...pages].some((page) => !before.has(page))) channel.send({ raised: true })
  }

  follow()
  view.subscribe(follow, until)
  channel.subscribe((from, data) => {
    const { me, people } = view.get()
    const sender = people.find(({ visitId }) => visitId === from.visitId)
    if (!sender || typeof data !== 'object' || data === null) return
    if ('raised' in data && typeof data.raised === 'boolean') set(from.visitId, data.raised)
    if ('lower' in data && data.lower === me.visitId && sender.role === 'HOST') raise(false)
  }, until)

  return { raised, raise, lower: (visitId) => channel.send({ lower: visitId }) }
}
