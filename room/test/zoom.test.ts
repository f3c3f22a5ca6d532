import { expect, onTestFinished, test } from 'vitest'
import { type Locator, page, userEvent } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { button, heading } from './support/screen.ts'
import { ana, hostsCall, knocking, left, viewOf, waiting } from './support/view.ts'

const alone = { people: [], othersJoined: false }

/** A window of 1280 by 720, or by 1024, as it is for somebody who has it enlarged (WCAG 1.4.4, 1.4.10). */
for (const { zoom, width, height, least } of [
  { zoom: '200 %', width: 640, height: 360, least: 150 },
  { zoom: '400 %', width: 320, height: 256, least: 40 },
]) {
  test(`a whole visit at ${zoom}: all can be seen and pressed`, async () => {
    await page.viewport(width, height)
    const { server } = await draw(viewOf())
    await press(button('Join'))
    server.set(viewOf({ phase: waiting }))
    await expect.element(heading()).toHaveTextContent('Dr Maria Vega is not here yet')
    reflows()
    server.set(hostsCall({ ...alone, waiting: [knocking] }))
    await press(button('Let in Ana Lindgren'))
    server.set(hostsCall())
    await expect.poll(() => document.querySelector('video[data-visit]')).not.toBeNull()
    reflows()
    const tile = document.querySelector('video[data-visit]')?.getBoundingClientRect()
    expect(Math.min(tile?.width ?? 0, tile?.height ?? 0)).toBeGreaterThan(least)
    await press(button('Mute microphone'))
    await press(button('More'))
    await press(button('Chat'))
    await page.getByRole('textbox', { name: 'Write a message' }).fill('Good morning!')
    await press(button('Send'))
    await expect.element(page.getByRole('log')).toMatchTextContent('Good morning!')
    reflows()
    await press(button('Close'))
    await press(button('More'))
    await press(button(/^People/))
    await press(button('More for Ana Lindgren'))
    await press(button('Put on hold: Ana Lindgren'))
    server.set(hostsCall({ people: [{ ...ana, onHold: true }] }))
    await press(button('Resume: Ana Lindgren'))
    server.set(hostsCall())
    await press(button('Close'))
    await press(button('More'))
    await press(button('Help'))
    await press(button('Keyboard shortcuts'))
    await userEvent.keyboard('{Escape}')
    await press(button('End call'))
    await press(button(/^End for everyone/))
    server.set(viewOf({ phase: { ...left, reason: 'ended' } }))
    await expect.element(heading()).toHaveTextContent('The call has ended')
    reflows()
  })
}

/** Where people can see it, after scrolling at most; what has just changed may have to find its place first. */
async function press(wanted: Locator) {
  await expect.element(wanted).toBeVisible()
  await expect.poll(() => shownOf(wanted.element())).toBeGreaterThan(0.9)
  await wanted.click()
}

/** How much of it is in the window, 0 to 1, once it was scrolled to. */
function shownOf(element: Element): number {
  element.scrollIntoView({ block: 'nearest' })
  const { left, right, top, bottom, width, height } = element.getBoundingClientRect()
  const within = (from: number, to: number, size: number) => Math.max(0, Math.min(to, size) - Math.max(from, 0))
  return (within(left, right, innerWidth) * within(top, bottom, innerHeight)) / (width * height)
}

/** WCAG 1.4.10: nobody has to scroll in two directions. */
function reflows() {
  expect(document.documentElement.scrollWidth - innerWidth).toBeLessThanOrEqual(0)
}

test('whoever wants little motion sees a short fade, and nothing move', async () => {
  const moving = () =>
    document.getAnimations().filter(({ effect }) => {
      if (!(effect instanceof KeyframeEffect)) return true
      return Number(effect.getTiming().duration) > 80 || effect.getKeyframes().some((frame) => 'transform' in frame)
    })
  const begun: string[] = []
  const note = ({ animationName }: AnimationEvent) => begun.push(animationName)
  addEventListener('animationstart', note)
  onTestFinished(() => removeEventListener('animationstart', note))
  const { server } = await draw(viewOf())
  await expect.element(page.getByText(/^Your microphone works/)).toBeVisible()
  expect(moving()).toEqual([])
  server.set(viewOf({ phase: waiting }))
  await expect.element(heading()).toHaveTextContent('Dr Maria Vega is not here yet')
  expect(moving()).toEqual([])
  await expect.poll(() => begun).toContain('fade')
  server.set(hostsCall({ waiting: [{ ...knocking, visitId: 'tom' }] }))
  await expect.element(button(/^Let in/)).toBeVisible()
  expect(moving()).toEqual([])
  expect(new Set(begun)).toEqual(new Set(['fade']))
})
