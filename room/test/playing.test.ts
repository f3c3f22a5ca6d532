import { expect, onTestFinished, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { inspect } from './support/looks.ts'
import { button } from './support/screen.ts'
import { guestsCall } from './support/view.ts'

/** A browser that plays nothing of this kind until somebody taps, as an iPhone that saves power. */
function hold(tag: 'VIDEO' | 'AUDIO') {
  const play = HTMLMediaElement.prototype.play
  let isHeld = true
  const held = vi.spyOn(HTMLMediaElement.prototype, 'play').mockImplementation(function (this: HTMLMediaElement) {
    if (!isHeld || this.tagName !== tag) return play.call(this)
    return Promise.reject(new DOMException('The user has to tap', 'NotAllowedError'))
  })
  onTestFinished(() => held.mockRestore())
  return {
    /** What did not play is wanted again. */
    let() {
      isHeld = false
      held.mockClear()
    },
    played: () => held.mock.contexts.filter((element) => (element as HTMLElement).tagName === tag).length,
  }
}

test.each(['VIDEO', 'AUDIO'] as const)('what waits for a tap (%s) has one button for all of it', async (tag) => {
  const browser = hold(tag)
  await draw(guestsCall())
  await expect.element(button('Play sound and pictures')).toBeVisible()
  if (tag === 'VIDEO') await inspect('pictures that wait for a tap')
  browser.let()
  await button('Play sound and pictures').click()
  await expect.element(button('Play sound and pictures')).not.toBeInTheDocument()
  expect(browser.played()).toBeGreaterThan(0)
})

test('any tap does, wherever it goes', async () => {
  const browser = hold('VIDEO')
  await draw(guestsCall())
  await expect.element(button('Play sound and pictures')).toBeVisible()
  browser.let()
  await button(/^People/).click()
  await expect.element(button('Play sound and pictures')).not.toBeInTheDocument()
})

test('a picture that the system has stopped, as for a phone call, plays again by itself', async () => {
  await draw(guestsCall())
  const other = () => document.querySelector<HTMLVideoElement>('video[data-visit]')
  await expect.poll(() => other()?.paused).toBe(false)
  other()?.pause()
  await expect.poll(() => other()?.paused).toBe(false)
})

test('where one tap gives nothing back, the page can be loaded again', async () => {
  const { device } = await draw(guestsCall())
  vi.spyOn(device.devices, 'resume').mockImplementation(() => {})
  device.interrupt(true)
  await button('Resume camera and sound').click()
  await expect.element(page.getByText(/Load the page again; your place is kept/)).toBeVisible()
  await expect.element(button('Load again')).toBeVisible()
  await inspect('still interrupted')
})
