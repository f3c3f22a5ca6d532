import type {} from './devices/browser-devices.ts'
import type { EarlyJoin } from './visit/early-join.ts'
import type { EarlySocket } from './visit/early-socket.ts'

// Stands in the page itself and runs before any script has come, so it is small and imports nothing. The socket opens
// while the scripts are on their way; the room takes it over with what was said on it by then.
try {
  const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  const early: EarlySocket = { socket, said: [] }
  socket.onmessage = ({ data }) => early.said.push(data)
  globalThis.earlySocket = early
  // The server hangs up on whoever says nothing for 10 s; what is about to go is not worth taking over.
  setTimeout(() => {
    if (globalThis.earlySocket !== early) return
    globalThis.earlySocket = undefined
    socket.close()
  }, 8_000)
} catch {
  // The room opens one itself, or goes without.
}

// Where there can be a camera and a call the page shows its Join at once; in the browsers of apps the room has a word to say first.
if (isSecureContext && 'mediaDevices' in navigator && 'RTCPeerConnection' in window) {
  const mayUse = async (name: string) => navigator.permissions.query({ name: name as PermissionName })
  globalThis.earlyPermissions = Promise.all([mayUse('microphone'), mayUse('camera')])
  globalThis.earlyPermissions.catch(() => {
    // Whoever waits for it hears so.
  })
  document.documentElement.dataset.early = ''
  const early: EarlyJoin = { isAsked: false, ask() {} }
  globalThis.earlyJoin = early
  addEventListener('click', ({ target }) => {
    if (!(target instanceof HTMLButtonElement && target.dataset.busy) || early.isAsked) return
    target.textContent = target.dataset.busy
    target.setAttribute('aria-disabled', 'true')
    early.isAsked = true
    early.ask()
  })
}

// The words of the first screen come from the server; what only this browser knows is written into them before it is seen.
document.addEventListener('readystatechange', () => {
  const time = document.querySelector<HTMLElement>('#first time')
  const { lang } = document.documentElement
  const { today, from, to } = time?.dataset ?? {}
  const [start, end] = [new Date(from ?? ''), new Date(to ?? '')]
  if (!time || start.toDateString() !== new Date().toDateString() || +end - +start >= 12 * 3_600_000) return
  const own =
    navigator.languages.find((tag) => tag.split('-')[0] === lang.split('-')[0]) ?? (lang === 'en' ? 'en-GB' : lang)
  const locale = new Intl.Locale(own, { calendar: 'gregory', numberingSystem: 'latn' })
  const format = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' })
  const clock = (date: Date) => format.format(date).replaceAll(' ', '\u00a0')
  time.textContent = `${today}${clock(start)} – ${clock(end)}`
})

try {
  const { dataset } = document.documentElement
  if (localStorage.getItem(`anteroom.large.${dataset.keep}`)) dataset.large = ''
} catch {
  // Storage is off.
}
