import { expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { inspect, lookAs } from './support/looks.ts'
import { button, heading } from './support/screen.ts'
import { ana, guestsCall, hostsCall, knocking, left, tom, viewOf } from './support/view.ts'

const practice = 'https://practice.example/done'

test('a host and a guest in a call: what a screen reader finds', async () => {
  await draw(hostsCall())
  await expect.element(button('Chat')).toBeVisible()
  // What can be done with a picture comes with the first key.
  await userEvent.keyboard('{Shift}')
  await expect.element(document.body).toMatchAriaInlineSnapshot(`
    - main:
      - heading "Call with Ana Lindgren" [level=1]
      - list "People in the call":
        - listitem:
          - paragraph: Ana Lindgren
          - button /^Small window over other programs/
        - listitem:
          - paragraph: You
          - button "Options for my picture"
    - contentinfo:
      - paragraph: /^Follow-up after surgery \\d+ min/
      - region "Controls":
        - button "Mute microphone"
        - button "Choose a microphone"
        - button "Stop video"
        - button "Choose a camera"
        - button "Waiting room, nobody is waiting"
        - button "Chat"
        - button "Share screen"
        - button "People, 2 in the call"
        - button "Menu"
      - button "End call"
  `)
  await inspect('call of two, host')
})

test('a guest has no waiting room to see to', async () => {
  await draw(guestsCall())
  await expect.element(button('Chat')).toBeVisible()
  await expect.element(button(/^Waiting room/)).not.toBeInTheDocument()
  await inspect('call of two, guest')
})

test('no button moves away from under a finger while the rest of them is fetched', async () => {
  for (const look of ['light, wide', 'light, phone'] as const) {
    await lookAs(look)
    const { leave } = await draw(hostsCall())
    const people = button(look === 'light, phone' ? 'More' : /^People/).element()
    const before = people.getBoundingClientRect()
    await expect.element(button(look === 'light, phone' ? /^Waiting room/ : 'Share screen')).toBeVisible()
    const after = people.getBoundingClientRect()
    const middle = after.left + after.width / 2
    expect(middle, look).toBeGreaterThan(before.left)
    expect(middle, look).toBeLessThan(before.right)
    expect(Math.abs(after.width - before.width), look).toBeLessThan(2)
    leave()
  }
})

test('whoever comes and goes is told', async () => {
  const { server, said } = await draw(hostsCall({ people: [], othersJoined: false }))
  await expect.element(page.getByText('Nobody else is here yet')).toBeVisible()
  await inspect('alone in the call')
  server.set(hostsCall())
  await expect.poll(said).toMatch(/Ana Lindgren.* has joined\./)
  server.set(hostsCall({ people: [] }))
  await expect.poll(said).toMatch(/Ana Lindgren.* has left\./)
})

test('what somebody has switched off is said at their picture', async () => {
  const { others } = await draw(hostsCall())
  const tile = page.getByRole('listitem').filter({ hasText: 'Ana Lindgren' })
  others.change('ana', { tracks: { microphone: null } })
  await expect.element(tile.getByText(/Microphone off/)).toBeInTheDocument()
  others.change('ana', { tracks: { camera: null } })
  await expect.element(tile.getByText(/Camera off/)).toBeInTheDocument()
  expect(document.querySelector('video[data-visit]')).toBeNull()
})

test('a screen that is shared is large, and said to be whose', async () => {
  const { others, device } = await draw(guestsCall())
  others.change('dr-vega', { tracks: { screen: device.tracks.camera } })
  await expect.element(page.getByText(/^Screen of Dr Maria Vega/)).toBeVisible()
  await inspect('screen shared')
})

test('messages: what comes is counted, and read with the chat open', async () => {
  const { others } = await draw(guestsCall())
  await expect.element(button('Chat')).toBeVisible()
  others.hear('dr-vega', 'chat', { text: 'Here is the leaflet: https://practice.example/knee.html' })
  await expect.element(button(/^Chat, 1 new/)).toBeVisible()
  expect(document.title).toMatch(/^\(1\) /)
  await inspect('new message')
  await button(/^Chat, 1 new/).click()
  const link = page.getByRole('log').getByRole('link', { name: /knee\.html/ })
  await expect.element(link).toBeVisible()
  const field = page.getByRole('textbox', { name: 'Write a message' })
  await field.fill('Good morning!')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('log').getByText('Good morning!')).toBeVisible()
  await expect
    .poll(() => others.said)
    .toContainEqual({ channel: 'chat', data: { text: 'Good morning!', key: expect.any(String) }, to: undefined })
  await inspect('chat')
})

test('what one person writes in one breath has their name once, and a long address breaks at its strokes', async () => {
  const { others } = await draw(guestsCall())
  await expect.element(button('Chat')).toBeVisible()
  others.hear('dr-vega', 'chat', { text: 'Here is the leaflet:' })
  others.hear('dr-vega', 'chat', { text: 'https://practice.example/leaflets/knee-after-surgery.html' })
  await button(/^Chat, /).click()
  const log = page.getByRole('log')
  await expect.element(log.getByText('Here is the leaflet:')).toBeVisible()
  // Screen readers are told the name each time.
  const heights = log
    .getByText('Dr Maria Vega')
    .elements()
    .map((name) => name.closest('p')?.clientHeight)
  expect(heights).toEqual([expect.any(Number), 1])
  const pieces = log.getByRole('link').element().innerHTML.split('<wbr>')
  expect(pieces.slice(0, 2)).toEqual(['https://practice.example/', 'leaflets/'])
})

test('a paste that is longer than a message can be says how much of it is missing', async () => {
  await draw(guestsCall())
  const source = document.createElement('textarea')
  source.value = 'x'.repeat(4_010)
  document.body.append(source)
  onTestFinished(() => source.remove())
  source.select()
  await userEvent.copy()
  await button('Chat').click()
  const field = page.getByRole('textbox', { name: 'Write a message' })
  await field.fill('Dear doctor')
  await userEvent.paste()
  await expect.element(page.getByText('It was too long: 21 characters are missing at its end.')).toBeVisible()
  await userEvent.keyboard('{Backspace}')
  await expect.element(page.getByText('1 character left')).toBeVisible()
})

test('a host saves the messages, and the others read so', async () => {
  const { others } = await draw(guestsCall())
  await button('Chat').click()
  others.hear('dr-vega', 'chat', { text: 'Rest for a week.' })
  await expect.element(page.getByRole('log').getByText('Rest for a week.')).toBeVisible()
  await expect.element(button('Save messages')).not.toBeInTheDocument()
  others.hear('dr-vega', 'chat', { saved: true })
  await expect.element(page.getByRole('log').getByText(/saved the messages\./)).toBeVisible()
})

test('a host is asked for whom the call ends', async () => {
  const { server } = await draw(hostsCall())
  await button('End call').click()
  await inspect('how to end')
  await button(/^End for everyone/).click()
  await expect.poll(() => server.asked).toContainEqual({ event: 'visit:end-for-everyone', payload: {} })
})

test('a guest just leaves', async () => {
  const { server } = await draw(guestsCall())
  await button('End call').click()
  await expect.poll(() => server.asked).toContainEqual({ event: 'visit:leave', payload: {} })
})

test('exit-url leads away while nobody else has joined, and has no button any more once others have', async () => {
  const settings = { exitUrl: practice }
  const { server, wentTo } = await draw(guestsCall({ settings, people: [], othersJoined: false }))
  await expect.element(button('Leave')).toBeVisible()
  server.set(guestsCall({ settings }))
  await expect.element(button('End call')).toBeVisible()
  await expect.element(button('Leave')).not.toBeInTheDocument()
  server.set(guestsCall({ settings, people: [] }))
  await expect.element(button('End call')).toBeVisible()
  server.set(guestsCall({ settings, people: [], othersJoined: false }))
  await page.getByRole('contentinfo').getByRole('button', { name: 'Leave' }).click()
  await expect.poll(() => wentTo).toEqual([practice])
})

test('exit-url does not lead away whoever leaves once others have joined', async () => {
  const settings = { exitUrl: practice }
  const { server, wentTo } = await draw(guestsCall({ settings }))
  await button('End call').click()
  await expect.poll(() => server.asked).toContainEqual({ event: 'visit:leave', payload: {} })
  server.set(viewOf({ settings, phase: left, othersJoined: true }))
  await expect.element(heading()).toHaveTextContent('You have left the call')
  expect(wentTo).toEqual([])
})

for (const reason of ['left', 'ended'] as const) {
  test(`auto-return skips the exit screen: ${reason}`, async () => {
    const settings = { returnUrl: practice, autoReturn: true }
    const { server, wentTo } = await draw(guestsCall({ settings }))
    server.set(viewOf({ settings, phase: { ...left, reason }, othersJoined: true }))
    await expect.poll(() => wentTo).toEqual([practice])
    await expect.element(page.getByText('One moment…')).toBeVisible()
    await expect.element(heading()).not.toBeInTheDocument()
  })
}

test('disable-menu: the room has no menu', async () => {
  await draw(hostsCall({ settings: { menu: false } }))
  await expect.element(button('Chat')).toBeVisible()
  await expect.element(button('Menu')).not.toBeInTheDocument()
})

test('the menu closes by Escape, and gives the focus back', async () => {
  await draw(hostsCall())
  await button('Menu').click()
  await expect.element(page.getByRole('dialog', { name: 'Menu' })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(button('Menu')).toHaveFocus()
  await button('Menu').click()
  await inspect('menu')
})

test('another device asks for the place: to stay is what is near', async () => {
  const { server } = await draw(guestsCall())
  server.set(guestsCall({ me: { asked: '2030-05-06T09:59:30.000Z', askedBy: 'wish-1' } }))
  const dialog = page.getByRole('dialog', { name: 'Move the call to the other device?' })
  await expect.element(dialog).toBeVisible()
  await inspect('is asked for the place')
  await button('Move it there').click()
  expect(server.asked).toContainEqual({ event: 'visit:answer-move', payload: { move: true, askedBy: 'wish-1' } })
})

for (const [look, others] of [
  ['light, phone', 2],
  ['light, wide', 2],
  ['light, phone', 5],
  ['light, wide', 5],
] as const) {
  test(`${others + 1} people are all legible (${look})`, async () => {
    await lookAs(look)
    const people = Array.from({ length: others }, (_, at) => ({
      ...ana,
      visitId: `visit-${at + 1}`,
      name: `Person ${at + 1}`,
    }))
    await draw(hostsCall({ people }))
    const list = page.getByRole('list', { name: 'People in the call' })
    const tiles = list.getByRole('listitem').filter({ hasText: /Person \d/ })
    await expect.poll(() => tiles.elements().length).toBe(others)
    for (const tile of tiles.elements()) {
      await expect.poll(() => tile.getBoundingClientRect().width).toBeGreaterThanOrEqual(100)
      const { left, right, top, bottom, height } = tile.getBoundingClientRect()
      expect(height).toBeGreaterThanOrEqual(90)
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0)
      expect(right).toBeLessThanOrEqual(innerWidth)
      expect(bottom).toBeLessThanOrEqual(innerHeight)
    }
    for (const { name } of people) await expect.element(list.getByText(name)).toBeVisible()
  })
}

test('a page without its server says that the call goes on', async () => {
  const { server } = await draw(hostsCall({ people: [ana, tom] }))
  server.online.set(false)
  const banner = page.getByRole('region', { name: 'Connection', exact: true })
  await expect.element(banner).toHaveTextContent('Reconnecting… You can go on talking.')
  await inspect('reconnecting')
})

test("in the call the stage is dark, whatever the practice's background and the reader's theme", async () => {
  const root = document.documentElement
  // As the server's page has it.
  root.dataset.ground = 'light'
  root.style.setProperty('--brand-background', 'rgb(200, 230, 255)')
  root.style.setProperty('--brand-on-background', '#000000')
  onTestFinished(() => {
    delete root.dataset.ground
    root.removeAttribute('style')
  })
  await draw(hostsCall())
  await expect.element(button('Chat')).toBeVisible()
  const stage = document.querySelector('[data-stage]')
  for (const element of [root, stage ?? document.body]) {
    expect(getComputedStyle(element).backgroundColor).toBe('rgb(11, 17, 16)')
  }
  await inspect("the practice's background")
})

test('whoever is left alone reads who has left, and when; a host ends it or waits', async () => {
  const { server } = await draw(hostsCall({ people: [ana] }))
  server.set(hostsCall({ people: [] }))
  const title = page.getByText(/Ana Lindgren.* left at /)
  await expect.element(title.first()).toBeVisible()
  await expect.element(page.getByText('Nobody else is here yet')).not.toBeInTheDocument()
  await inspect('left alone')
  await lookAs('light, wide')
  await button('End for everyone').click()
  await expect.poll(() => server.asked.map(({ event }) => event)).toContain('visit:end-for-everyone')
  server.set(hostsCall({ people: [], waiting: [knocking] }))
  await expect.element(button('End for everyone')).not.toBeInTheDocument()
  // On a phone whoever knocks, which is newer, has the lane.
  await lookAs('light, wide')
  await button('Wait').click()
  await expect.element(title).not.toBeInTheDocument()
})
