import { expect, onTestFinished, test } from 'vitest'
import { type Locator, page, userEvent } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { inspect, lookAs } from './support/looks.ts'
import { button } from './support/screen.ts'
import { ana, guestsCall, hostsCall, knocking, tom } from './support/view.ts'

const boxOf = (wanted: Locator | string) => {
  const element = typeof wanted === 'string' ? document.querySelector(wanted) : wanted.element()
  if (!element) throw new Error(`${wanted} is not on the screen`)
  return element.getBoundingClientRect()
}
const isInWindow = ({ left, right, top, bottom }: DOMRect) =>
  left >= -0.5 && top >= -0.5 && right <= innerWidth + 0.5 && bottom <= innerHeight + 0.5
const other = 'video[data-visit]'

test('in a call of two the other face fills the screen, and a double tap shows all of the picture', async () => {
  await lookAs('dark, phone')
  await draw(guestsCall())
  await expect.poll(() => document.querySelector(other)).not.toBeNull()
  const fitOf = () => getComputedStyle(document.querySelector(other) ?? document.body).objectFit
  const { width, height, top } = boxOf(other)
  expect({ width, top }).toEqual({ width: innerWidth, top: 0 })
  expect(height).toBeGreaterThan(innerHeight * 0.8)
  expect(fitOf()).toBe('cover')
  await page.getByRole('list', { name: 'People in the call' }).getByRole('listitem').first().dblClick()
  await expect.poll(fitOf).toBe('contain')
  await button(/^Fill the screen/).click()
  await expect.poll(fitOf).toBe('cover')
})

for (const [width, height] of [
  [360, 740],
  [320, 568],
  [844, 390],
] as const) {
  test(`five controls stand in one line, a host's too (${width} × ${height})`, async () => {
    await lookAs('dark, phone')
    await page.viewport(width, height)
    await draw(hostsCall({ people: [ana, tom] }))
    await expect.element(button(/^Waiting room/)).toBeVisible()
    const names = ['Mute microphone', 'Stop video', /^Waiting room/, 'More', 'End call']
    const lineOf = () => names.map((name) => boxOf(button(name))[width > height ? 'left' : 'top'])
    await expect.poll(() => Math.max(...lineOf()) - Math.min(...lineOf())).toBeLessThan(3)
    for (const box of names.map((name) => boxOf(button(name)))) {
      expect(isInWindow(box)).toBe(true)
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44)
    }
    expect(document.querySelectorAll('footer button:not([hidden] *)')).toHaveLength(5)
  })
}

test('what is in sight of the bar below a sheet is pressed at once', async () => {
  await draw(guestsCall())
  // Also where the button that opened it was that of a wide window.
  await page.viewport(1440, 900)
  await button('Menu').click()
  const sheet = page.getByRole('dialog')
  await expect.element(sheet).toBeVisible()
  await page.viewport(360, 740)
  await expect.element(button('More')).toBeInTheDocument()
  const mute = button('Mute microphone').element().getBoundingClientRect()
  await expect.poll(() => sheet.element().getBoundingClientRect().bottom).toBeLessThanOrEqual(mute.top)
  const at = { clientX: mute.left + mute.width / 2, clientY: mute.top + mute.height / 2 }
  sheet.element().dispatchEvent(new MouseEvent('click', { ...at, bubbles: true }))
  await expect.element(button('Unmute')).toBeVisible()
  await expect.element(sheet).not.toBeInTheDocument()
})

test('what has no place in the bar is behind More, with what is new in it, and its keys go on to work', async () => {
  await lookAs('light, phone')
  const { others } = await draw(hostsCall())
  await expect.element(button(/^Waiting room/)).toBeVisible()
  others.hear('ana', 'chat', { text: 'Hello?' })
  await button('More, 1 new').click()
  const sheet = page.getByRole('dialog', { name: 'More' })
  await expect.element(sheet.getByRole('button', { name: /^Chat, 1 new/ })).toBeVisible()
  await expect.element(sheet.getByRole('button', { name: 'Help' })).toBeVisible()
  await sheet.getByRole('button', { name: /^Chat, 1 new/ }).click()
  await expect.element(sheet).not.toBeInTheDocument()
  await expect.element(page.getByRole('textbox', { name: 'Write a message' })).toHaveFocus()
  await inspect('chat on a phone, host')
  await userEvent.keyboard('{Escape}')
  await lookAs('light, phone')
  await userEvent.keyboard('p')
  await expect.element(page.getByRole('complementary')).toBeVisible()
})

test('a guest finds help at the upper end of the pictures, whichever way the phone is held', async () => {
  await draw(guestsCall())
  for (const [width, height] of [
    [393, 852],
    [844, 390],
  ] as const) {
    await page.viewport(width, height)
    await expect.element(button('Help')).toBeVisible()
    await expect.poll(() => boxOf(button('Help')).top).toBeLessThan(28)
    expect(isInWindow(boxOf(button('Help')))).toBe(true)
    expect(boxOf(button('Help')).height).toBeGreaterThanOrEqual(44)
    expect(boxOf(button('Help')).right).toBeLessThanOrEqual(width > height ? boxOf(button('End call')).left : width)
  }
  await lookAs('light, phone')
  await button('Help').click()
  await expect.element(page.getByRole('dialog', { name: 'Tell Dr Maria Vega what is not working' })).toBeVisible()
})

test('whoever wants all of it large has four controls of 64 px', async () => {
  document.documentElement.toggleAttribute('data-large', true)
  document.documentElement.style.setProperty('--control-size', '64px')
  onTestFinished(() => {
    document.documentElement.toggleAttribute('data-large', false)
    document.documentElement.removeAttribute('style')
  })
  await lookAs('dark, phone')
  await draw(guestsCall())
  await expect.poll(() => document.querySelector(other)).not.toBeNull()
  const boxes = ['Mute microphone', 'Stop video', 'More', 'End call'].map((name) => boxOf(button(name)))
  // Help floats over the pictures.
  expect(document.querySelectorAll('footer button:not([hidden] *)')).toHaveLength(boxes.length + 1)
  for (const { height } of boxes) expect(height).toBeGreaterThanOrEqual(64)
  const discs = [...document.querySelectorAll('footer button:not([hidden] *) > span:first-child')]
  for (const disc of discs) expect(disc.getBoundingClientRect().width).toBeGreaterThanOrEqual(64)
  const [first, last] = [boxes[0]?.width ?? 0, boxes.at(-1)?.width ?? 0]
  expect(Math.abs(first - last)).toBeLessThan(2)
  await button('More').click()
  await expect.element(page.getByRole('dialog').getByRole('button', { name: 'Chat' })).toBeVisible()
})

for (const [width, height] of [
  [640, 150],
  [812, 210],
  [360, 320],
  [360, 400],
] as const) {
  test(`with the keyboard open, field, last message and Send are in view (${width} × ${height})`, async () => {
    await lookAs('dark, phone')
    const { others, server } = await draw(hostsCall())
    await expect.element(button(/^Waiting room/)).toBeVisible()
    await userEvent.keyboard('c')
    const field = page.getByRole('textbox', { name: 'Write a message' })
    await expect.element(field).toHaveFocus()
    for (let at = 1; at <= 12; at++) others.hear('ana', 'chat', { text: `Message ${at}` })
    const last = page.getByRole('log').getByText('Message 12')
    await expect.element(last).toBeVisible()
    await page.viewport(width, height)
    for (const wanted of [field, last, button('Send')]) await expect.poll(() => isInWindow(boxOf(wanted))).toBe(true)
    await expect.poll(() => boxOf(last).bottom - boxOf(page.getByRole('log')).bottom).toBeLessThanOrEqual(1)
    server.set(hostsCall({ waiting: [{ ...knocking, visitId: 'tom', name: tom.name }] }))
    const letIn = button(`Let in ${tom.name}`)
    await expect.element(letIn).toBeVisible()
    for (const wanted of [letIn, field, button('Send')]) await expect.poll(() => isInWindow(boxOf(wanted))).toBe(true)
    const onTop = () => {
      const { left, top, width, height } = boxOf(letIn)
      return letIn.element().contains(document.elementFromPoint(left + width / 2, top + height / 2))
    }
    await expect.poll(onTop).toBe(true)
  })
}

test('a lane has the newest notice and says how many more there are', async () => {
  await lookAs('dark, phone')
  const { others, device } = await draw(guestsCall())
  await expect.element(button('Chat')).toBeVisible()
  others.hear('dr-vega', 'chat', { text: 'Good morning!' })
  await expect.element(page.getByText('Good morning!').first()).toBeVisible()
  expect(boxOf('main > [data-lane]').height).toBeLessThanOrEqual(60)
  device.interrupt(true)
  await expect.element(button('Resume camera and sound')).toBeVisible()
  await expect.element(page.getByText('Good morning!').first()).not.toBeVisible()
  await button('1 more').click()
  await expect.element(page.getByText('Good morning!').first()).toBeVisible()
  await inspect('two notices')
})

test('who speaks into a microphone that is off is told so', async () => {
  await draw(guestsCall())
  await button('Mute microphone').click()
  await expect.element(page.getByText('You are muted. The others cannot hear you.')).toBeVisible()
  await button('Unmute').click()
  await expect.element(page.getByText('You are muted. The others cannot hear you.')).not.toBeInTheDocument()
})
