import type { Clock } from '@anteroom/ui/ground/clock.ts'
import type { Store } from '@anteroom/ui/ground/store.ts'
import type { Visit } from '../visit/visit.ts'
import type { Peer } from './media.ts'

/** Twice within the grace. A page that was just closed has no open line any more when it is looked at for the second time. */
const everyMs = 7_000

type Options = {
  visit: Pick<Visit, 'view' | 'online' | 'request'>
  peers: Store<readonly Pick<Peer, 'visitId' | 'line'>[]>
  clock: Clock
  until: AbortSignal
}

/** A server that does not reach somebody takes them for gone, though we may well see and hear them: it is told so. */
export function vouchForOthers({ visit, peers, clock, until }: Options): void {
  let unreached: readonly string[] = []
  function look() {
    const isOpen = (visitId: string) => peers.get().some((peer) => peer.visitId === visitId && peer.line === 'open')
    const before = unreached
    unreached = visit.view.get().people.flatMap(({ visitId, connected }) => (connected ? [] : visitId))
    if (!visit.online.get()) return
    for (const visitId of unreached) {
      if (before.includes(visitId) && isOpen(visitId)) void visit.request('call:still-here', { visitId })
    }
  }
  clock.every(everyMs, look, until)
}
