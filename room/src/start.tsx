import { createAnnouncer } from '@anteroom/ui/announcer.tsx'
import { render } from 'preact'
import { App } from './app.tsx'
import { room } from './main.ts'
import { createScreen } from './screen.ts'
import { speakThePagesLanguage } from './words/languages.ts'
import '@anteroom/ui/theme.css'
import './first-screen.css'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root')
speakThePagesLanguage()
const announcer = createAnnouncer()
const screen = createScreen(room, announcer.announce)
// What the server has drawn until now makes room; whoever was about to press its button is at the one in its place.
const wasAtButton = root.contains(document.activeElement)
root.replaceChildren()
render(<App room={room} screen={screen} announcer={announcer} />, root)
if (wasAtButton) root.querySelector<HTMLElement>('[type=submit]')?.focus()
room.drawn()

// Pages from before kept what somebody typed as their name, where the next one at this computer may read it.
try {
  for (const key of Object.keys(localStorage)) if (key.startsWith('anteroom.name.')) localStorage.removeItem(key)
} catch {
  // Storage is off: nothing was kept.
}
