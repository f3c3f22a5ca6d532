import type { Answer, ClientEventName, VisitView } from '@anteroom/contract/realtime'
import { createStore, type OwnStore } from '@anteroom/ui/ground/store.ts'
import type { WayOut } from '../../src/visit/own-way.ts'
import type { Visit } from '../../src/visit/visit.ts'

type Flags = [OwnStore<boolean>, OwnStore<boolean>, OwnStore<boolean>, OwnStore<boolean>]
type Asked = { event: string; payload: unknown }

/** A line to a server that does as it is told: its view is set, and what the page asks of it is written down. */
export function createFakeVisit(first: VisitView) {
  const view = createStore(first)
  const [online, available, crowded, undone] = [true, true, false, false].map((value) => createStore(value)) as Flags
  const untold = createStore<WayOut | null>(null)
  const asked: Asked[] = []
  const answers: Partial<Record<ClientEventName, object>> = {}
  let takesBack = 0
  const visit: Visit = {
    link: 'link-of-ana',
    isRecalled: false,
    view,
    online,
    available,
    crowded,
    outdated: createStore(false),
    async request(event, payload) {
      // What a page measures by itself nobody has asked for.
      if (event !== 'call:bandwidth') asked.push({ event, payload })
      // As the test has said, in the form that the contract has for this event.
      return (answers[event] ?? { ok: true }) as Answer<typeof event>
    },
    async goOut(how) {
      asked.push({ event: how === 'left' ? 'visit:leave' : 'visit:end-for-everyone', payload: {} })
    },
    untold,
    undone,
    signal: () => {},
    onSignal: () => () => {},
    takeBack: () => {
      takesBack++
    },
    serverNow: () => Date.parse(view.get().now),
  }
  return {
    visit,
    online,
    available,
    crowded,
    untold,
    undone,
    asked,
    answers,
    takesBack: () => takesBack,
    /** The server says where the visit is now. */
    set: (next: VisitView) => view.set({ ...next, revision: view.get().revision + 1 }),
  }
}
