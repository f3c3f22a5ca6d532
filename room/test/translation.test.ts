import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { heading } from './support/screen.ts'
import { translate, type Way } from './support/translator.ts'
import { ana, guestsCall, hostsCall, knocking, left, tom, viewOf, waiting } from './support/view.ts'

/** Comes and goes with the sound that the microphone makes. */
const heard = /Speaking|Your microphone works\.|Say something: the bar moves\./g

/** What somebody reads, in the words that the translator was given. */
function read() {
  const parts = [...(document.getElementById('root')?.children ?? [])] as HTMLElement[]
  // One is for screen readers, and is empty again after a while.
  const seen = parts.filter((part) => !part.querySelector(':scope > [role=status] + [role=alert]'))
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not read.
  const text = seen.map((part) => part.innerText).join(' ')
  return text.replace(/[«»]/g, '').replace(/\s+/g, ' ').replace(heard, '').trim()
}
const packed = (text: string) => text.replaceAll(' ', '')

/** By the name that it had before it was translated. */
async function press(name: string) {
  const find = () =>
    [...document.querySelectorAll('button')].find((one) =>
      (one.getAttribute('aria-label') ?? one.textContent).replace(/[«»]/g, '').startsWith(name),
    )
  await expect.poll(find, { message: name }).toBeDefined()
  find()?.click()
}

/**
 * Through every screen, there and back, as things happen; gives what stood on each, and waits until it is what was
 * `expected`.
 */
async function tour(way: Way | null, expected: Record<string, string> = {}): Promise<Record<string, string>> {
  const { server, others, check, leave } = await draw(viewOf({ phase: { name: 'too-early' } }))
  const root = document.getElementById('root')
  if (way && root) translate(root, way)
  const seen: Record<string, string> = {}
  async function look(screen: string, has: string | RegExp) {
    await expect.poll(read, { message: screen, timeout: 10_000 }).toMatch(has)
    if (way) await expect.poll(() => packed(read()), { message: screen, timeout: 10_000 }).toBe(expected[screen])
    seen[screen] = packed(read())
  }
  await look('too early', 'You are early')
  server.set(viewOf())
  await look('precall', 'Ready to join?')
  await press('Stop video')
  await look('precall without a camera', 'Your camera is off')
  await press('Start video')
  await look('precall with a camera again', 'Stop video')
  check.set('unavailable')
  await look('precall without a check', 'Stop video')
  server.set(viewOf({ phase: waiting }))
  await look('waiting', 'Dr Maria Vega is not here yet')
  server.set(viewOf({ phase: { ...waiting, message: 'Five minutes, please.', ahead: 2 } }))
  await look('waiting with a message', 'Five minutes, please.')
  server.set(viewOf({ phase: { ...waiting, message: 'Two minutes.', locked: true } }))
  await look('waiting at a lock', /locked/i)
  server.online.set(false)
  await look('waiting without a line', /connection/i)
  server.online.set(true)
  server.set(viewOf({ phase: waiting }))
  await look('waiting again', 'Dr Maria Vega is not here yet')
  server.set(guestsCall({ people: [], othersJoined: false }))
  await look('alone', /Nobody else is here yet.*Chat Share/)
  server.set(hostsCall({ people: [], othersJoined: false }))
  await look('alone as a host', /Nobody else is here yet.*Waiting Chat Share/)
  server.set(hostsCall())
  await look('two', /Ana Lindgren.*Chat Share/)
  await press('Mute microphone')
  await look('muted', 'Unmute')
  await press('Unmute microphone')
  await look('not muted', 'Mute')
  server.set(hostsCall({ people: [ana, tom] }))
  await look('three', 'Tomasz')
  others.change('ana', { tracks: { camera: null, microphone: null } })
  await look('one without a camera', 'Ana Lindgren')
  server.set(
    hostsCall({ people: [{ ...ana, onHold: true }, tom], waiting: [{ ...knocking, visitId: 'ben', name: 'Ben' }] }),
  )
  await look('somebody held, somebody waiting', 'Ben')
  server.set(hostsCall({ people: [tom, ana], locked: true }))
  await look('locked', /Locked/)
  await press('People')
  await look('people', 'Invite')
  server.set(hostsCall({ people: [tom] }))
  await look('one less', 'Tomasz')
  await press('Chat')
  await expect.element(page.getByRole('textbox')).toHaveFocus()
  await userEvent.keyboard('Good morning{Enter}')
  await look('chat', 'Good morning')
  others.hear('tom', 'chat', { text: 'How are you?' })
  await look('chat with an answer', 'How are you?')
  await userEvent.keyboard('{Escape}')
  await press('Menu')
  await look('menu', /Settings.*Full screen.*Help/)
  await userEvent.keyboard('{Escape}')
  server.set(viewOf({ phase: { name: 'on-hold' } }))
  await look('on hold', 'You are on hold')
  server.set(hostsCall())
  await look('back from hold', /Ana Lindgren.*Chat Share/)
  server.set(viewOf({ phase: left }))
  await look('exit', 'You have left the call')
  server.set(viewOf({ phase: { ...left, reason: 'ended', by: 'Dr Maria Vega' } }))
  await look('ended', 'The call has ended')
  server.set(viewOf())
  await look('precall again', 'Ready to join?')
  await expect.element(heading()).toBeInTheDocument()
  await expect.element(page.getByRole('main')).toBeInTheDocument()
  leave()
  return seen
}

test('a translator that puts its own in the place of what stands on the page, or around it, changes nothing else', {
  timeout: 60_000,
}, async () => {
  const untouched = await tour(null)
  await tour('replaces', untouched)
  await tour('wraps', untouched)
})
