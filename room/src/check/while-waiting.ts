import { phases } from '@anteroom/contract/phases'
import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { createStore, type Store } from '@anteroom/ui/ground/store.ts'
import { whenIdle } from '@anteroom/ui/ground/when-idle.ts'
import type { Devices } from '../devices/devices.ts'
import type { Visit } from '../visit/visit.ts'
import type { Check } from './check.ts'

/** Long enough for the page to be drawn and for whoever clicks Join at once. */
const beginAfterMs = 1_000

type Options = { visit: Visit; devices: Devices; clock: Clock; until: AbortSignal }

/** The check of devices and network, fetched and begun while somebody looks at the precall; null while there is none. */
export function createBackgroundCheck({ visit, devices, clock, until }: Options): Store<Check | 'unavailable' | null> {
  const check = createStore<Check | 'unavailable' | null>(null)
  let stay: AbortController | null = null

  function begin(signal: AbortSignal) {
    clock.after(beginAfterMs, () => whenIdle(() => void fetchAndStart(signal)), signal)
  }

  async function fetchAndStart(signal: AbortSignal) {
    if (signal.aborted) return
    try {
      const { startCheck } = await import('./check.ts')
      if (!signal.aborted) check.set(startCheck({ visit, devices, clock, until: signal }))
    } catch {
      // It did not come over the network; everything else does without it.
      if (!signal.aborted) check.set('unavailable')
    }
  }

  function end() {
    stay?.abort()
    stay = null
    check.set(null)
  }

  function follow() {
    const { name } = visit.view.get().phase
    if (name === 'precall' && !stay) {
      stay = new AbortController()
      begin(stay.signal)
    }
    // Who waits may be checked to the end; in the call the line is for the call.
    const { holdsDevices, isInCall } = phases[name]
    if (stay && (isInCall || !holdsDevices)) end()
  }

  follow()
  visit.view.subscribe(follow, until)
  until.addEventListener('abort', end)
  return check
}
