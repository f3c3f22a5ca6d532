import type { VisitView } from '@anteroom/contract/realtime'
import { createAnnouncer } from '@anteroom/ui/announcer.tsx'
import { systemClock } from '@anteroom/ui/ground/clock.ts'
import { createStore } from '@anteroom/ui/ground/store.ts'
import { surviveTranslation } from '@anteroom/ui/survive-translation.ts'
import { h, render } from 'preact'
import { expect, onTestFinished } from 'vitest'
import { App } from '../../src/app.tsx'
import type { MediaEngineKind } from '../../src/call/media.ts'
import type { Check } from '../../src/check/check.ts'
import { createObey } from '../../src/commands/obey.ts'
import { createRoom, type Room } from '../../src/room.ts'
import { createScreen } from '../../src/screen.ts'
import { WayOutContext } from '../../src/screens/payment/way-out.ts'
import { createFakeDevices } from './devices.ts'
import { createOthers } from './others.ts'
import { heading } from './screen.ts'
import { createFakeVisit } from './visit.ts'
import { createFakeWayOut } from './way-out.ts'

/**
 * Draws the room for a view, as it is drawn for people: only the line to the server, the devices, their check and the
 * media engine are made up. This is the one place in these tests that knows how a room is put together.
 */
export async function draw(
  view: VisitView,
  {
    earlyJoin = () => null,
    canCall = true,
    engine,
  }: Partial<Pick<Room, 'earlyJoin' | 'canCall'>> & { engine?: MediaEngineKind } = {},
) {
  const leaving = new AbortController()
  const until = leaving.signal
  const server = createFakeVisit(view)
  const { devices, ...device } = createFakeDevices(until)
  const others = createOthers(device.tracks)
  const check = createStore<Check | 'unavailable' | null>(null)
  const wentTo: string[] = []
  const room = createRoom({
    visit: server.visit,
    devices,
    canCall,
    check,
    earlyJoin,
    loadEngine: () => engine ?? others,
    go: (url) => void wentTo.push(url),
    clock: systemClock,
    until,
  })
  const place = document.createElement('div')
  place.id = 'root'
  document.body.append(place)
  surviveTranslation(place, until)
  const said = listenTo(place)
  const announcer = createAnnouncer()
  const screen = createScreen(room, announcer.announce)
  const obey = createObey({ room, screen, announce: announcer.announce, clock: systemClock, until })
  const wayOut = createFakeWayOut()
  const app = h(App, { room, screen, announcer, began: room.view.get().phase.name })
  render(h(WayOutContext, { value: wayOut }, app), place)
  /** The page is closed. */
  function leave() {
    render(null, place)
    leaving.abort()
    place.remove()
  }
  onTestFinished(leave)
  // What comes next is a change to somebody who has the first screen before them.
  await expect.element(heading()).toBeInTheDocument()
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  return { server, device: { ...device, devices }, others, check, wentTo, wayOut, said, obey, leave }
}

/** All that a screen reader has said by itself since then. */
function listenTo(place: HTMLElement) {
  const heard: string[] = []
  const ear = new MutationObserver((changes) => {
    for (const { target } of changes) {
      const around = target instanceof Element ? target : target.parentElement
      const region = around?.closest('[role=status], [role=alert]')
      if (region) heard.push(region.textContent)
    }
  })
  ear.observe(place, { subtree: true, childList: true, characterData: true })
  return () => heard.join(' ')
}
