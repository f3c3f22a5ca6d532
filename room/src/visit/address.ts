import { endedPath, type Phase, phases } from '@anteroom/contract/phases'
import type { VisitView } from '@anteroom/contract/realtime'
import type { Store } from '@anteroom/ui/ground/store.ts'

/**
 * Whether the visit has ended for its person here. Somebody who was lost has not gone anywhere, and may load the page
 * again. A page from which the call was taken knows its link and can take it back, but nobody who comes after them.
 */
function hasEnded(phase: Phase): boolean {
  if (phase.name === 'exit') return !(phase.reason === 'lost' && phase.mayReturn)
  return phases[phase.name].hidesLink
}

/**
 * Takes the link out of the page's address and its entry in the history once the visit has ended, and puts it back when
 * its person goes back in: on a computer that others use, nobody gets in from what is left of it. In a frame the
 * address belongs to the page around, which has the link anyway. Returns what hides it before the page leads away.
 */
export function keepAddress(view: Store<VisitView>, until: AbortSignal): { hide(): void } {
  if (window.parent !== window) return { hide() {} }
  const entry = location.href
  let hidden: { state: unknown } | null = null

  function hide() {
    if (hidden) return
    hidden = { state: history.state }
    const lang = new URL(entry).searchParams.get('lang')
    history.replaceState(null, '', lang ? `${endedPath}?${new URLSearchParams({ lang })}` : endedPath)
  }

  function show() {
    if (hidden) history.replaceState(hidden.state, '', entry)
    hidden = null
  }

  const follow = () => (hasEnded(view.get().phase) ? hide() : show())
  follow()
  view.subscribe(follow, until)
  // A browser may keep the page with all that it knows, and bring it back by the "back" button.
  addEventListener('pageshow', ({ persisted }) => persisted && hidden && location.reload(), { signal: until })
  return { hide }
}
