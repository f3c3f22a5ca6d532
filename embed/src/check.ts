import { ancestorsIn, mayFrame } from './ancestors.ts'
import type { AnteroomSession } from './anteroom-session.ts'

/** The script of the page `/embed/check`. All words stand in the page; this says which of them hold. */

type Check = 'script' | 'secure' | 'framing' | 'messages' | 'devices' | 'storage'
type State = 'busy' | 'ok' | 'wrong' | 'unsure'

const find = <Type extends HTMLElement>(selector: string): Type => {
  const found = document.querySelector<Type>(selector)
  if (!found) throw new Error(`The page has no ${selector}`)
  return found
}

const list = find('#checks')
const room = find('#room')

function set(check: Check, state: State, detail = '') {
  const item = find(`#checks [data-check="${check}"]`)
  item.dataset.state = state
  find(`[data-check="${check}"] .state`).textContent = list.dataset[state] ?? ''
  find(`[data-check="${check}"] .advice`).hidden = state !== 'wrong' && state !== 'unsure'
  const about = find(`[data-check="${check}"] .detail`)
  about.textContent = detail
  about.hidden = detail === ''
  conclude()
}

function conclude() {
  const states = [...list.querySelectorAll<HTMLElement>('[data-check]')].map(({ dataset }) => dataset.state)
  if (states.includes('busy')) return
  const isRight = states.every((state) => state === 'ok')
  find('#conclusion').textContent = find('#conclusion').dataset[isRight ? 'right' : 'wrong'] ?? ''
}

/** The address in a field, or null with a word about what it has to be. */
function read(name: string, fits: (url: URL) => boolean): URL | null {
  const field = find<HTMLInputElement>(`#${name}`)
  const url = parse(field.value)
  const isRight = url !== null && fits(url)
  field.setAttribute('aria-invalid', String(!isRight))
  find(`#${name}-error`).hidden = isRight
  if (!isRight) field.focus()
  return isRight ? url : null
}

function parse(address: string): URL | null {
  try {
    return new URL(address)
  } catch {
    return null
  }
}

const isOnThisMachine = ({ hostname }: URL) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
const isSecure = (url: URL) => url.protocol === 'https:' || isOnThisMachine(url)

async function checkFraming(entryUrl: string, origin: string) {
  try {
    const { headers } = await fetch(entryUrl, { credentials: 'omit', cache: 'no-store' })
    const policies = headers.get('Content-Security-Policy') ?? ''
    const allowed = ancestorsIn(policies).map((sources) => sources.join(' '))
    const state = mayFrame(policies, origin, location.origin) ? 'ok' : 'wrong'
    set('framing', state, `${origin} – frame-ancestors ${allowed.join(', frame-ancestors ')}`)
  } catch (error) {
    set('framing', 'wrong', String(error))
  }
}

function checkStorage() {
  try {
    localStorage.setItem('anteroom.check', '1')
    localStorage.removeItem('anteroom.check')
    set('storage', 'ok')
  } catch (error) {
    set('storage', 'unsure', String(error))
  }
}

function checkRoom(entryUrl: string) {
  const heard: string[] = []
  let devices: State = 'featurePolicy' in document ? 'ok' : 'unsure'
  let why = ''
  const session: AnteroomSession = document.createElement('anteroom-session')
  const hear = (words: string) => {
    heard.push(words)
    set('messages', 'ok', heard.join(' → '))
  }
  for (const type of ['ready', 'joined', 'ended'] as const) session.addEventListener(type, () => hear(type))
  session.addEventListener('left', ({ detail }) => hear(`left: ${detail.reason}`))
  session.addEventListener('phase', ({ detail }) => {
    hear(`phase: ${detail.phase}`)
    set('devices', devices, why)
  })
  session.addEventListener('error', ({ detail: { code, message } }) => {
    if (code === 'permissions-policy') {
      devices = 'wrong'
      why = message
    } else {
      set('messages', 'wrong', message)
      if (code === 'no-answer') set('devices', 'unsure')
    }
  })
  session.entryUrl = entryUrl
  room.replaceChildren(session)
  find('#room-part').hidden = false
}

find<HTMLFormElement>('form').addEventListener('submit', (event) => {
  event.preventDefault()
  const page = find<HTMLInputElement>('#page').value ? read('page', (url) => /^https?:$/.test(url.protocol)) : null
  const entry = read('entry', (url) => url.origin === location.origin && url.pathname.startsWith('/session/'))
  if (!entry || (find<HTMLInputElement>('#page').value && !page)) return
  room.replaceChildren()
  for (const check of ['framing', 'messages', 'devices'] as const) set(check, 'busy')
  set('script', customElements.get('anteroom-session') ? 'ok' : 'wrong')
  set('secure', isSecureContext && (!page || isSecure(page)) ? 'ok' : 'wrong', (page ?? location).origin)
  checkStorage()
  void checkFraming(entry.href, (page ?? location).origin)
  checkRoom(entry.href)
})
