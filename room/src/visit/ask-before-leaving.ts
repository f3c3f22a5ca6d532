import { phases } from '@anteroom/contract/phases'
import type { VisitView } from '@anteroom/contract/realtime'
import type { Clock } from '@anteroom/ui/ground/clock.ts'
import type { Store } from '@anteroom/ui/ground/store.ts'

/** Whoever has just pressed something in the page goes because of it, as to load it again. */
const byPressMs = 500

/**
 * "Back", and a tab that is closed by mistake, would take somebody out of their call: their browser asks first. (That on
 * iPhones never does.)
 */
export function askBeforeLeaving(view: Store<VisitView>, clock: Clock, until: AbortSignal): void {
  let pressedAt = Number.NEGATIVE_INFINITY
  addEventListener(
    'click',
    () => {
      pressedAt = clock.now()
    },
    { capture: true, signal: until },
  )
  addEventListener(
    'beforeunload',
    (event) => {
      if (phases[view.get().phase.name].isInCall && clock.now() - pressedAt > byPressMs) event.preventDefault()
    },
    { signal: until },
  )
}
