import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { createDevices } from './call/devices.ts'
import { createRoom } from './call/room.ts'
import { type Bootstrap, createVisit } from './call/visit.ts'
import './ui/theme.css'

const until = new AbortController().signal
const bootstrap: Bootstrap = JSON.parse(document.getElementById('bootstrap')?.textContent ?? '')
const root = document.getElementById('root')
if (!root) throw new Error('The page has no root')

// The line to the server and the devices start before anything is drawn: they take longest.
const visit = createVisit(bootstrap, until)
const devices = createDevices(until)
const room = createRoom({ visit, devices, until, go: (url) => location.assign(url) })
createRoot(root).render(<App room={room} />)
