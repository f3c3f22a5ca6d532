import { expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { SpeechSession } from '../src/call/captions/speech.ts'
import { draw } from './support/draw.ts'
import { inspect, type Look, lookAs } from './support/looks.ts'
import { button, openMenu } from './support/screen.ts'
import { guestsCall } from './support/view.ts'

/** The part of Chrome that Chromium is built without: whatever it hears, it writes the same. */
class Speech extends EventTarget implements SpeechSession {
  onresult: SpeechSession['onresult'] = null
  onerror: SpeechSession['onerror'] = null
  onend: SpeechSession['onend'] = null
  lang = ''
  continuous = false
  interimResults = false
  processLocally = false
  start() {
    const results = [Object.assign([{ transcript: `Good morning, in ${this.lang}` }], { isFinal: false })]
    queueMicrotask(() => this.onresult?.({ resultIndex: 0, results }))
  }
  abort() {
    this.onend?.()
  }
  static available = async () => 'available'
  static install = async () => true
}
Object.defineProperty(Speech.prototype, 'processLocally', { value: false, writable: true })

const bottom = (element: Element | null) => Math.floor(element?.getBoundingClientRect().bottom ?? 0)
const top = (element: Element | null) => Math.ceil(element?.getBoundingClientRect().top ?? 0)

test('captions stand between the pictures and the controls, in every look', async () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'SpeechRecognition')
  Object.defineProperty(globalThis, 'SpeechRecognition', { value: Speech, configurable: true, writable: true })
  onTestFinished(() => {
    if (before) Object.defineProperty(globalThis, 'SpeechRecognition', before)
    else Reflect.deleteProperty(globalThis, 'SpeechRecognition')
  })
  await draw(guestsCall())
  await openMenu()
  const choice = page.getByRole('checkbox', { name: 'Captions' })
  await expect.element(choice).toHaveAccessibleDescription(/No sound leaves it/)
  await choice.click()
  await userEvent.keyboard('{Escape}')
  const captions = page.getByRole('region', { name: 'Captions' })
  await expect.element(captions).toHaveTextContent('Dr Maria Vega Good morning, in en-GB')
  for (const look of ['light, wide', 'dark, phone'] satisfies Look[]) {
    await lookAs(look)
    // Once the picture has made room.
    const picture = () => document.querySelector('video[data-visit]')
    await expect.poll(() => bottom(picture()) - top(captions.element())).toBeLessThanOrEqual(0)
    await expect.poll(() => bottom(captions.element()) - top(button('Chat').element())).toBeLessThanOrEqual(0)
  }
  await inspect('captions')
})
