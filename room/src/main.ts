import { phases } from '@anteroom/contract/phases'
import { systemClock as clock } from '@anteroom/ui/ground/clock.ts'
import { loadEngine } from './call/engines.ts'
import { createBackgroundCheck } from './check/while-waiting.ts'
import { withBackground } from './devices/blur/background.ts'
import { createDevices } from './devices/devices.ts'
import { keepWishes } from './devices/wishes.ts'
import type { Framed } from './framed.ts'
import { createRoom } from './room.ts'
import { keepAddress } from './visit/address.ts'
import { askBeforeLeaving } from './visit/ask-before-leaving.ts'
import { createEarlyJoin } from './visit/early-join.ts'
import { followLook } from './visit/follow-look.ts'
import { navigationType } from './visit/page-memory.ts'
import { type Bootstrap, createVisit } from './visit/visit.ts'

/** The server puts it before this script, which does not wait for the rest of the page. */
const data = document.getElementById('bootstrap')?.textContent
if (!data) throw new Error('The page carries no data')
const bootstrap: Bootstrap = JSON.parse(data)
const until = new AbortController().signal

// The devices and the line to the server take longest: they begin before the code that draws has been read.
const visit = createVisit(bootstrap, clock, until)
const earlyJoin = createEarlyJoin(() => {
  clock.after(0, () => room.prepare())
  return visit.request('visit:enter', {})
})
const wishes = keepWishes(bootstrap.keepAs, visit.isRecalled || phases[visit.view.get().phase.name].isInCall)
// "Back" after a call shows a page on which nobody has pressed anything yet.
if (navigationType() === 'back_forward' && visit.view.get().phase.name === 'precall') {
  wishes.change({ microphone: false, camera: false })
}
const devices = withBackground(createDevices(wishes, clock, until), wishes, clock, until)
const address = keepAddress(visit.view, until)
askBeforeLeaving(visit.view, clock, until)
followLook(visit.view, until)
let parentPage: Framed | null = null
async function go(url: string) {
  await parentPage?.heard()
  address.hide()
  location.assign(url)
}
const canCall = 'RTCPeerConnection' in globalThis
const check = createBackgroundCheck({ visit, devices, clock, until })
export const room = createRoom({ visit, devices, canCall, check, earlyJoin, loadEngine, go, clock, until })
// What draws has not come: nobody is to be seen by a page on which nothing can be switched off.
addEventListener('missing', room.goDark)
if ('missing' in document.documentElement.dataset) room.goDark()
/** In a frame, what speaks with the page around it. Most pages stand by themselves. */
export const framed =
  window.parent === window
    ? null
    : import('./framed.ts').then(
        ({ beFramed }) => {
          const page = beFramed({ room, frameOrigins: bootstrap.frameOrigins, clock, until })
          parentPage = page
          return page
        },
        (error: unknown) => console.error('Anteroom: the page around this one learns of nothing', error),
      )
