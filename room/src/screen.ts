import type { Phase, PhaseName } from '@anteroom/contract/phases'
import type { VisitView } from '@anteroom/contract/realtime'
import type { Announce } from '@anteroom/ui/announcer.tsx'
import { createStore, type Store } from '@anteroom/ui/ground/store.ts'
import type { Call } from './call/call.ts'
import { createDesk, type Desk } from './desk/desk.ts'
import type { CallFailure, Room } from './room.ts'
import { fetchLater } from './screens/later.tsx'

type Of<Name extends PhaseName> = { name: Name; view: VisitView; phase: Extract<Phase, { name: Name }> }

/** What is on the screen, with all that it needs: what may be missing has a screen of its own. */
export type Screen =
  | { [Name in PhaseName]: Name extends 'in-call' ? Of<Name> & { call: Call; desk: Desk } : Of<Name> }[PhaseName]
  /** In the call by the server's word, while what it needs here is still on its way. */
  | { name: 'entering'; view: VisitView }
  /** In the call by the server's word, and this browser cannot hold it. */
  | { name: 'no-call'; view: VisitView; why: CallFailure }
  /** On the way to another page. */
  | { name: 'going'; view: VisitView }

/** Follows the room. The desk of a call is made when the call is first shown, and lasts as long as the call. */
export function createScreen(room: Room, announce: Announce): Store<Screen> {
  let around: { call: Call; desk: Desk } | null = null

  function aroundCall(call: Call) {
    if (around?.call !== call)
      around = { call, desk: createDesk({ room, call, announce, loadDoor, fetchRest: fetchLater }) }
    return around
  }
  function current(before: Screen | null): Screen {
    const view = room.view.get()
    const { phase } = view
    if (room.goingTo.get()) return { name: 'going', view }
    if (phase.name !== 'in-call') return { name: phase.name, view, phase } as Screen
    const why = room.callFailure.get()
    if (why) return { name: 'no-call', view, why }
    const call = room.call.get()
    if (call) return { name: phase.name, view, phase, ...aroundCall(call) }
    // A call that is over is gone a moment before the view says so.
    return before?.name === 'in-call' ? { ...before, view } : { name: 'entering', view }
  }

  const screen = createStore(current(null))
  for (const part of [room.view, room.call, room.callFailure, room.goingTo])
    part.subscribe(() => screen.set(current(screen.get())))
  return screen
}

const loadDoor = async () => (await import('./screens/in-call/door/door.tsx')).startDoor
