import type { Count } from './hostile-tally.ts'
import { enter, event, ignored, type Order, openPage, type Working } from './hostile-work.ts'

const refusedPauseMs = 500

/**
 * In a call of many, each change is shown to all. Three of them change what they can as fast as the server lets them:
 * never so fast that it would hang up on them.
 */
export async function crowdThatChanges(order: Order, count: Count, checkOf: (at: number) => unknown): Promise<Working> {
  const pages = await Promise.all(
    order.crowd.map(async (link, at) => {
      const page = await openPage(at % 2 ? order.farUrl : order.url, link, count)
      await enter(page)
      return page
    }),
  )
  const [host, leaver, checker, held, ...others] = pages
  if (!host || !leaver || !checker || !held) throw new Error('The crowd is too small')
  const before = others.reduce((sum, { received }) => sum + received.views, 0)
  const visitId = held.view()?.me.visitId
  const idle = new Set([
    (at: number) => event(count, host, 'door:lock', { locked: at % 2 === 0 }),
    (at: number) => event(count, host, 'call:hold', { visitId, hold: at % 2 === 0 }),
    (at: number) => event(count, leaver, at % 2 === 0 ? 'visit:leave' : 'visit:enter', {}),
    (at: number) => event(count, checker, 'visit:checked', checkOf(at)),
  ])
  const done = new Map<unknown, number>()

  return {
    /** Everybody who has been answered goes on. */
    async once() {
      const working = [...idle].map(async (act) => {
        idle.delete(act)
        const at = done.get(act) ?? 0
        const outcome = await act(at)
        if (outcome === 'too-many-requests') await new Promise((resolve) => setTimeout(resolve, refusedPauseMs))
        else done.set(act, at + 1)
        idle.add(act)
      })
      await Promise.all(working).catch(ignored)
    },
    end() {
      const shown = others.reduce((sum, { received }) => sum + received.views, -before)
      count.came('views of the others', 'shown', shown)
      const callsEnded = others.every((page) => page.isInCall()) ? 0 : 1
      for (const page of pages) page.close()
      return { calls: 1, callsEnded }
    },
  }
}
