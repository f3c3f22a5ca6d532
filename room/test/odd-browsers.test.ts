import { expect, onTestFinished, test } from 'vitest'
import { draw } from './support/draw.ts'
import { button, heading } from './support/screen.ts'
import { ana, hostsCall, viewOf, waiting } from './support/view.ts'

/** For one test a part of the browser is another one, or missing. */
function replace<Owner extends object>(owner: Owner, name: keyof Owner, value: unknown) {
  const before = owner[name]
  Reflect.set(owner, name, value)
  onTestFinished(() => void Reflect.set(owner, name, before))
}

test('a browser that has no sound to measure lacks the meter and nothing else', async () => {
  class NoMore {
    constructor() {
      throw new DOMException('The number of hardware contexts is exceeded', 'NotSupportedError')
    }
  }
  const { server } = await draw(viewOf({ phase: waiting }))
  replace(globalThis, 'AudioContext', NoMore)
  server.set(viewOf())
  await expect.element(button('Join')).toBeVisible()
  await expect.poll(() => document.querySelector('[role=meter]')).toBeNull()
  server.set(hostsCall())
  await expect.element(button('Chat')).toBeVisible()
  await expect.element(button(/^Mute/)).toBeVisible()
})

test.each(['null', '"null"', '[]', '5', 'true', '{"layout":null,"corner":"null","sounds":"null"}', '{'])(
  'what is kept as %s draws every screen as if nothing were kept',
  async (text) => {
    for (const name of ['preferences', 'devices', 'quiet', 'background', 'notify']) {
      localStorage.setItem(`anteroom.${name}`, text)
    }
    const { server } = await draw(viewOf())
    await expect.element(button('Join')).toBeVisible()
    server.set(viewOf({ phase: waiting }))
    await expect.element(heading()).toHaveTextContent('Dr Maria Vega is not here yet')
    server.set(hostsCall())
    await expect.element(button('Chat')).toBeVisible()
    await button('Menu').click()
    await expect.element(heading()).toBeInTheDocument()
  },
)

test('when a screen cannot be drawn any more nobody is seen or heard by a page without controls', async () => {
  const { server, device } = await draw(hostsCall())
  await expect.element(button('Chat')).toBeVisible()
  const before = device.stops()
  // No server says so: it stands for whatever makes a screen throw.
  server.set(hostsCall({ people: [{ ...ana, name: null as never }] }))
  await expect.element(heading()).toHaveTextContent('This page did not load completely')
  await expect.poll(device.stops).toBe(before + 1)
  server.set(hostsCall())
  await expect.element(button(/^Load/)).toBeVisible()
  expect(device.stops()).toBe(before + 1)
})
