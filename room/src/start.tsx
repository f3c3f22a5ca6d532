import { createAnnouncer } from '@anteroom/ui/announcer.tsx'
import { surviveTranslation } from '@anteroom/ui/survive-translation.ts'
import { render } from 'preact'
import { App } from './app.tsx'
import { framed, room } from './main.ts'
import { createScreen } from './screen.ts'
import { fetchWaiting } from './screens/waiting/later-waiting.tsx'
import { speakThePagesLanguage } from './words/languages.ts'

const patienceMs = 400
const recalledMs = 4_000

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root')
speakThePagesLanguage()
surviveTranslation(root)
const { me, phase } = room.view.get()
function draw(into: HTMLElement) {
  // Without its style sheet it would be a heap: the page says so instead.
  if ('missing' in document.documentElement.dataset) return
  const announcer = createAnnouncer()
  const screen = createScreen(room, announcer.announce)
  // What the server has drawn until now makes room. Whoever was at its button is at the one in its place, or reads where
  // they have come to.
  const wasAtButton = into.contains(document.activeElement)
  into.replaceChildren()
  for (const words of document.querySelectorAll('.instead')) words.remove()
  render(<App room={room} screen={screen} announcer={announcer} began={phase.name} />, into)
  if (wasAtButton) (into.querySelector<HTMLElement>('[type=submit]') ?? into.querySelector('h1'))?.focus()
  room.drawn()
  void framed?.then((page) => page?.obeyBy(screen, announcer.announce))
}

// Who has pressed Join already is on the way to another screen: what leads there comes first, if it does not take long. And
// a page that was loaded again without cookies was drawn for a stranger.
const { isRecalled } = room.visit
if (isRecalled || globalThis.earlyJoin?.isAsked) {
  if (me.role === 'GUEST') fetchWaiting()
  const onTheWay = new AbortController()
  const arrive = () => {
    if (onTheWay.signal.aborted) return
    onTheWay.abort()
    draw(root)
  }
  room.view.subscribe(arrive, onTheWay.signal)
  setTimeout(arrive, isRecalled ? recalledMs : patienceMs)
} else draw(root)

// Pages from before kept what somebody typed as their name, where the next one at this computer may read it.
try {
  for (const key of Object.keys(localStorage)) if (key.startsWith('anteroom.name.')) localStorage.removeItem(key)
} catch {
  // Storage is off: nothing was kept.
}
