import { expect, onTestFinished, test } from 'vitest'
import { draw } from './support/draw.ts'
import { button, heading } from './support/screen.ts'
import { hostsCall, viewOf, waiting } from './support/view.ts'

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
    await expect.element(heading()).toHaveTextContent('You are in the waiting room')
    server.set(hostsCall())
    await expect.element(button('Chat')).toBeVisible()
    await button('Menu').click()
    await expect.element(heading()).toBeInTheDocument()
  },
)
