import { expect, onTestFinished, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { allIsThere, inspect, lookAs } from './support/looks.ts'
import { button, openMenu } from './support/screen.ts'
import { ana, guestsCall, hostsCall, knocking, tom } from './support/view.ts'

const self = () => document.querySelector('video[data-self]')
const boxOf = (selector: string) => {
  const element = document.querySelector(selector)
  if (!element) throw new Error(`${selector} is not on the screen`)
  return element.getBoundingClientRect()
}
/** The corner of the stage in which one's own picture lies, with nothing but a margin beside it. */
function cornerOfSelf() {
  const [stage, own] = [boxOf('main > div'), boxOf('video[data-self]')]
  const near = (a: number, b: number) => Math.abs(a - b) < 24
  const where = (is: Record<string, boolean>) => Object.keys(is).filter((name) => is[name])
  return [
    ...where({ top: near(own.top, stage.top), bottom: near(own.bottom, stage.bottom) }),
    ...where({ left: near(own.left, stage.left), right: near(own.right, stage.right) }),
  ].join(' ')
}
/** What the menu of one's own picture has. */
async function ofOwnPicture(does: string) {
  await button('Options for my picture').click()
  await button(does).click()
}
const widthOf = (visitId: string) => boxOf(`video[data-visit=${visitId}]`).width

test('alone, one’s own picture is small', async () => {
  await draw(hostsCall({ people: [], othersJoined: false }))
  await expect.poll(self).not.toBeNull()
  expect(boxOf('video[data-self]').height).toBeLessThan(boxOf('main > div').height * 0.6)
})

test('beside somebody else one’s own picture is moved, and hidden, and that is remembered', async () => {
  const { leave } = await draw(hostsCall())
  await expect.poll(self).not.toBeNull()
  expect(cornerOfSelf()).toBe('bottom right')
  await ofOwnPicture('Move my picture to the next corner')
  await expect.poll(cornerOfSelf).toBe('bottom left')
  await inspect('own picture at the other side')
  await ofOwnPicture('Hide my picture')
  await expect.poll(self).toBeNull()
  leave()

  await draw(hostsCall())
  await expect.poll(() => document.querySelector('video[data-visit]')).not.toBeNull()
  expect(self()).toBeNull()
  await openMenu()
  await button('Settings').click()
  await page.getByRole('switch', { name: 'Show me my own picture' }).click()
  await userEvent.keyboard('{Escape}')
  await expect.poll(self).not.toBeNull()
  await expect.poll(cornerOfSelf).toBe('bottom left')
  for (const next of ['top left', 'top right', 'bottom right']) {
    await ofOwnPicture('Move my picture to the next corner')
    await expect.poll(cornerOfSelf).toBe(next)
  }
})

test('a picture is kept large, also when its page is loaded anew', async () => {
  const { server } = await draw(hostsCall({ people: [ana, tom] }))
  await button(`Keep large: ${tom.name}`).click()
  await expect.poll(() => widthOf('tom') / widthOf('ana')).toBeGreaterThan(2)
  await inspect('three, pinned')
  server.set(hostsCall({ people: [ana] }))
  await expect.element(button(`No longer large: ${tom.name}`)).not.toBeInTheDocument()
  server.set(hostsCall({ people: [ana, { ...tom, generation: 2 }] }))
  await expect.element(button(`No longer large: ${tom.name}`)).toBeVisible()
  await expect.poll(() => widthOf('tom') / widthOf('ana')).toBeGreaterThan(2)
})

test('whoever speaks is large, if one wants it so', async () => {
  const { others, device } = await draw(guestsCall({ people: [...guestsCall().people, tom] }))
  await inspect('three, grid')
  expect(widthOf('tom')).toBeCloseTo(widthOf('dr-vega'), 0)
  await openMenu()
  await page.getByRole('radio', { name: 'Speaker' }).click()
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  for (const [speaks, listens] of [
    ['tom', 'dr-vega'],
    ['dr-vega', 'tom'],
  ] as const) {
    others.change(listens, { tracks: { microphone: null } })
    others.change(speaks, { tracks: { microphone: device.tracks.microphone } })
    await expect.poll(() => widthOf(speaks) / widthOf(listens)).toBeGreaterThan(2)
  }
  await inspect('three, whoever speaks')
})

test('single keys press the buttons, not while somebody writes, and can be switched off', async () => {
  await draw(hostsCall())
  await expect.element(button('Mute microphone')).toHaveAttribute('aria-keyshortcuts', 'M')
  await userEvent.keyboard('m')
  await expect.element(button('Unmute microphone')).toBeVisible()
  await userEvent.keyboard('m')
  await expect.element(button('Mute microphone')).toBeVisible()

  await expect.element(button('Chat')).toBeVisible()
  await userEvent.keyboard('c')
  const field = page.getByRole('textbox', { name: 'Write a message' })
  await expect.element(field).toHaveFocus()
  await userEvent.keyboard('vmp?')
  await expect.element(field).toHaveValue('vmp?')
  await expect.element(button('Mute microphone')).toBeVisible()
  await userEvent.keyboard('{Escape}')

  await userEvent.keyboard('?')
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect.element(list).toMatchTextContent(/Raise or lower your hand/)
  await inspect('shortcuts')
  await page.getByRole('switch', { name: 'Use single keys as shortcuts' }).click()
  await userEvent.keyboard('{Escape}')
  await expect.element(list).not.toBeInTheDocument()
  await expect.element(button('Mute microphone')).not.toHaveAttribute('aria-keyshortcuts')
  await userEvent.keyboard('v')
  await expect.element(button('Stop video')).toBeVisible()
})

test('where lines end, one’s own picture stands', async () => {
  await draw(hostsCall())
  await expect.poll(self).not.toBeNull()
  const isLeft = () => {
    const { left, width } = boxOf('video[data-self]')
    return left + width < innerWidth / 2
  }
  expect(isLeft()).toBe(false)
  await openMenu()
  await page.getByRole('combobox', { name: 'Language' }).selectOptions('العربية')
  await expect.poll(isLeft).toBe(true)
})

test('a broken line, a weak one and a picture that is paused for it are named', async () => {
  await lookAs('light, wide')
  const { others } = await draw(hostsCall())
  await expect.element(button('Chat')).toBeVisible()
  others.change('ana', { line: 'interrupted' })
  await expect.element(page.getByText('Interrupted. Reconnecting…')).toBeVisible()
  await inspect('the line is interrupted')
  for (const level of ['weak', 'very-weak'] as const) {
    others.change('ana', { line: 'open', level })
    await expect.element(page.getByText('Weak line', { exact: true })).toBeVisible()
    await inspect(`the line is ${level}`)
  }
  others.change('ana', { level: 'good' })
  await expect.element(page.getByText('Weak line')).not.toBeInTheDocument()
  others.change('ana', { paused: { theirs: true, ours: false }, tracks: { camera: null } })
  await expect.element(page.getByText('Video paused, weak connection')).toBeVisible()
  others.change('ana', { paused: { theirs: false, ours: true } })
  await expect.element(page.getByText('Your video is paused because of a weak connection.').first()).toBeVisible()
  await inspect('own video is paused')
})

test('arrow keys and a finger move the own picture, and nothing needs dragging', async () => {
  await draw(hostsCall())
  await expect.poll(self).not.toBeNull()
  const handle = button('Options for my picture')
  ;(handle.element() as HTMLElement).focus()
  await userEvent.keyboard('{ArrowUp}')
  await expect.poll(cornerOfSelf).toBe('top right')
  await userEvent.keyboard('{ArrowLeft}')
  await expect.poll(cornerOfSelf).toBe('top left')
  const stage = page.getByRole('list', { name: 'People in the call' }).getByRole('listitem').first()
  await handle.dropTo(stage, { targetPosition: { x: 900, y: 600 } })
  await expect.poll(cornerOfSelf).toBe('bottom right')
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
})

test('a screen that somebody shows has its place and a word about it before its first picture is here', async () => {
  const { others } = await draw(guestsCall())
  const [blank] = document.createElement('canvas').captureStream().getVideoTracks()
  others.change('dr-vega', { tracks: { screen: blank ?? null } })
  const coming = page.getByText('Dr Maria Vega’s screen appears in a moment…')
  await expect.element(coming).toBeVisible()
  await inspect('a screen is coming')
})

test('a screen that somebody shows can be read on all of the screen, and its name lies beside it', async () => {
  const { others } = await draw(guestsCall())
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 400 })
  const drawing = canvas.getContext('2d')
  const timer = setInterval(() => drawing?.fillRect(0, 0, 640, 400), 50)
  onTestFinished(() => clearInterval(timer))
  others.change('dr-vega', { tracks: { screen: canvas.captureStream(20).getVideoTracks()[0] ?? null } })
  await expect.element(button('Full screen: Screen of Dr Maria Vega')).toBeVisible()
  const picture = boxOf('video[data-screen]')
  for (const beside of [boxOf('li:has([data-screen]) > p'), boxOf('li:has([data-screen]) > button')]) {
    expect(beside.top).toBeGreaterThanOrEqual(picture.bottom)
  }
  await inspect('a screen is shown')
  const asked = vi.spyOn(Element.prototype, 'requestFullscreen').mockResolvedValue()
  onTestFinished(() => asked.mockRestore())
  await button('Full screen: Screen of Dr Maria Vega').click()
  expect(asked.mock.contexts[0]).toBe(document.querySelector('li:has([data-screen])'))
})

test('who knocks while a screen has all of the screen is seen on it', async () => {
  const { server, others } = await draw(hostsCall())
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 400 })
  const drawing = canvas.getContext('2d')
  const timer = setInterval(() => drawing?.fillRect(0, 0, 640, 400), 50)
  onTestFinished(() => clearInterval(timer))
  others.change('ana', { tracks: { screen: canvas.captureStream(20).getVideoTracks()[0] ?? null } })
  await expect.element(button('Full screen: Screen of Ana Lindgren')).toBeVisible()
  // The door's part, too.
  await allIsThere()
  const screen = document.querySelector('li:has([data-screen])')
  const full = vi.spyOn(document, 'fullscreenElement', 'get').mockReturnValue(screen)
  onTestFinished(() => full.mockRestore())
  document.dispatchEvent(new Event('fullscreenchange'))
  await expect.element(button('Leave full screen: Screen of Ana Lindgren')).toBeVisible()
  server.set(hostsCall({ waiting: [{ ...knocking, visitId: 'tom', name: tom.name }] }))
  const onScreen = page.getByRole('listitem').filter({ hasText: 'Screen of Ana' })
  const knock = onScreen.getByText(/Tomasz.* is in the waiting room/)
  await expect.element(knock).toBeVisible()
  await inspect('a knock on a screen that is full')
  await onScreen.getByRole('button', { name: 'Hide this message' }).click()
  await expect.element(knock).not.toBeInTheDocument()
})

test('a menu stands at its button, and leaves the middle to faces', async () => {
  await draw(guestsCall())
  await openMenu()
  await expect.element(page.getByRole('dialog')).toBeVisible()
  expect(boxOf('dialog').left).toBeGreaterThan(innerWidth / 2)
  const opener = document.querySelector('section > button:last-of-type')?.getBoundingClientRect()
  await expect.poll(() => boxOf('dialog').bottom).toBeLessThanOrEqual(opener?.top ?? 0)
})

for (const [width, height] of [
  [360, 640],
  [320, 568],
] as const) {
  test(`what can be done with a small picture lies within it (${width} × ${height})`, async () => {
    await page.viewport(width, height)
    await draw(hostsCall({ people: [ana, tom] }))
    await openMenu()
    await button(/^People/).click()
    await expect.element(button(`Keep large: ${tom.name}`)).toBeInTheDocument()
    await allIsThere()
    for (const one of document.querySelectorAll('li > div > button[title]')) {
      const [inner, outer] = [one, one.closest('li') ?? one].map((element) => element.getBoundingClientRect())
      if (!inner?.width || !outer) continue
      expect.soft(inner.left).toBeGreaterThanOrEqual(outer.left)
      expect.soft(inner.bottom).toBeLessThanOrEqual(outer.bottom)
    }
  })
}
