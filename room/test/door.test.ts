import { expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { inspect, type Look, lookAs } from './support/looks.ts'
import { button, openMenu } from './support/screen.ts'
import { ana, guestsCall, hostsCall, knocking, tom } from './support/view.ts'

const alone = { people: [], othersJoined: false }
/** Where there is room for the rail. */
const wide: Look[] = ['dark, wide', 'light, wide']
/** What is open in the rail is not open in the panel, which phones have instead. */
const rail = () => page.getByRole('region', { name: /waiting|Waiting room/ })
const tomKnocks = { ...knocking, visitId: 'tom', name: tom.name }

test('a host is told who knocks, and lets them in', async () => {
  const { server, said } = await draw(hostsCall(alone))
  await expect.element(button('Chat')).toBeVisible()
  server.set(hostsCall({ ...alone, waiting: [knocking] }))
  await expect.element(page.getByRole('heading', { name: '1 person is waiting' })).toBeVisible()
  await expect.poll(said).toMatch(/Ana Lindgren.* is in the waiting room/)
  expect(document.title).toMatch(/^\(1\) /)
  await inspect('knock')
  await lookAs('light, wide')
  await button(/^Let in/).click()
  expect(server.asked).toEqual([{ event: 'door:let-in', payload: { visitId: 'ana' } }])
  server.set(hostsCall())
  await expect.poll(() => document.title).not.toMatch(/^\(/)
})

test('what the check found is told before anybody is let in', async () => {
  const waiting = [{ ...knocking, findings: ['sound-only', 'weak-line'] as const }]
  await draw(hostsCall({ ...alone, waiting: waiting.map((one) => ({ ...one, findings: [...one.findings] })) }))
  await expect.element(page.getByText('Sound only · Weak line')).toBeInTheDocument()
  await expect.element(page.getByText('Sound only +1', { exact: true })).toBeVisible()
  await inspect('knock with a slow line', wide)
})

test('a waiting room that is switched off takes rail and panel along', async () => {
  const { server } = await draw(hostsCall({ ...alone, waiting: [knocking] }))
  await expect.element(rail()).toBeVisible()
  const { settings } = hostsCall()
  server.set(hostsCall({ ...alone, settings: { ...settings, plugins: ['chat'] } }))
  await expect.element(rail()).not.toBeInTheDocument()
  await lookAs('light, phone')
  server.set(hostsCall({ ...alone, waiting: [knocking] }))
  await button(/^Waiting room/).click()
  await expect.element(page.getByRole('complementary')).toBeVisible()
  server.set(hostsCall({ ...alone, settings: { ...settings, plugins: ['chat'] } }))
  await expect.element(page.getByRole('complementary')).not.toBeInTheDocument()
})

test('of several, the host writes to one, turns one away with a reason, or lets all in', async () => {
  const { server } = await draw(hostsCall({ ...alone, waiting: [tomKnocks, knocking] }))
  await expect.element(page.getByRole('heading', { name: '2 people are waiting' })).toBeVisible()
  await button('More for Ana Lindgren').click()
  await inspect('two wait, what can be done', wide)
  await button('Message to Ana Lindgren').click()
  await page.getByRole('textbox', { name: /Message to .*Ana/ }).fill('Ten minutes, please.')
  await inspect('waiting, writing', wide)
  await userEvent.keyboard('{Enter}')
  await expect
    .poll(() => server.asked)
    .toEqual([{ event: 'door:write', payload: { visitId: 'ana', text: 'Ten minutes, please.' } }])
  await expect.element(button('Let in Ana Lindgren')).toHaveFocus()
  server.set(hostsCall({ ...alone, waiting: [tomKnocks, { ...knocking, message: 'Ten minutes, please.' }] }))
  await expect.element(page.getByText('Ten minutes, please.', { exact: true })).toBeVisible()
  await expect.element(page.getByText(/^You wrote:/)).toBeVisible()

  server.asked.splice(0)
  await button('More for Ana Lindgren').click()
  await button('Not now: Ana Lindgren').click()
  await button('I am running 10 minutes late.').click()
  await expect
    .element(page.getByRole('textbox', { name: 'Your own words' }))
    .toHaveValue('I am running 10 minutes late.')
  await inspect('not now, why?', wide)
  await page.getByRole('dialog').getByRole('button', { name: 'Ask to wait' }).click()
  await expect
    .poll(() => server.asked)
    .toEqual([
      { event: 'door:write', payload: { visitId: 'ana', text: 'I am running 10 minutes late.' } },
      { event: 'door:turn-away', payload: { visitId: 'ana' } },
    ])

  server.asked.splice(0)
  await button('More for all who wait').click()
  await button('Let all in').click()
  expect(server.asked).toEqual([])
  await inspect('let all in?', wide)
  await page.getByRole('dialog', { name: 'Let in all 2?' }).getByRole('button', { name: 'Let all in' }).click()
  await expect.poll(() => server.asked).toEqual([{ event: 'door:let-all-in', payload: {} }])
})

test('whoever was told "not now" stays in the list, with the time until they may knock, and can be let in', async () => {
  const turnedAway = [{ ...knocking, mayKnockAt: '2030-05-06T10:00:24.000Z' }]
  const { server } = await draw(hostsCall({ ...alone, waiting: [tomKnocks], turnedAway }))
  await expect.element(page.getByText('Not now. May knock in 24 seconds')).toBeVisible()
  await expect.element(page.getByRole('heading', { name: '1 person is waiting' })).toBeVisible()
  await inspect('told not now', wide)
  await button('More for Ana Lindgren').click()
  await expect.element(button('Message to Ana Lindgren')).toBeVisible()
  await expect.element(button(/^Not now/)).not.toBeInTheDocument()
  await button('Let in Ana Lindgren').click()
  await expect
    .poll(() => server.asked, { timeout: 5_000 })
    .toEqual([{ event: 'door:let-in', payload: { visitId: 'ana' } }])
})

test('nobody waits: there is no rail unless the host opens it', async () => {
  const { server } = await draw(hostsCall({ ...alone, waiting: [knocking] }))
  await expect.element(rail()).toBeVisible()
  server.set(hostsCall(alone))
  await expect.element(rail()).not.toBeInTheDocument()
  await button(/^Waiting room/).click()
  await expect.element(page.getByText('Nobody is waiting.')).toBeVisible()
  await inspect('waiting room, nobody', wide)
  await button('Hide the waiting room').click()
  await expect.element(rail()).not.toBeInTheDocument()
  await expect.element(button(/^Waiting room/)).toHaveFocus()
  server.set(hostsCall({ ...alone, waiting: [knocking] }))
  await expect.element(button('Let in Ana Lindgren')).toBeVisible()
  await inspect('knock, the rail is folded')
})

test('a double click lets in one, who can be kept out until it is done', async () => {
  const { server, said } = await draw(hostsCall({ ...alone, waiting: [knocking, tomKnocks] }))
  await button('Let in Ana Lindgren').dblClick()
  const undo = button('Undo: letting in Ana Lindgren')
  await expect.element(undo).toBeVisible()
  await expect.poll(said).toMatch(/Letting in .*Ana Lindgren/)
  await inspect('letting in', wide)
  expect(server.asked).toEqual([])
  await undo.click()
  await expect.element(button('Let in Ana Lindgren')).toBeVisible()
  await button(`Let in ${tom.name}`).click()
  await expect
    .poll(() => server.asked, { timeout: 5_000 })
    .toEqual([{ event: 'door:let-in', payload: { visitId: 'tom' } }])
})

test('whoever comes under the pointer in place of somebody who has gone is not let in', async () => {
  const { server } = await draw(hostsCall({ people: [ana], waiting: [{ ...knocking, visitId: 'kim' }, tomKnocks] }))
  const { x, y, width, height } = (await button(/^Let in Ana/).findElement()).getBoundingClientRect()
  server.set(hostsCall({ people: [ana], waiting: [tomKnocks] }))
  await expect.element(page.getByRole('heading', { name: '1 person is waiting' })).toBeVisible()
  const there = () => document.elementFromPoint(x + width / 2, y + height / 2)?.closest('button')?.ariaLabel
  expect(there()).toBeUndefined()
  await expect.poll(there).toBe(`Let in ${tom.name}`)
})

test('on a phone who waits is listed below oneself, for a host who is alone', async () => {
  await lookAs('light, phone')
  const { server } = await draw(hostsCall({ ...alone, waiting: [knocking, tomKnocks] }))
  await expect.element(page.getByRole('heading', { name: '2 people are waiting' })).toBeVisible()
  await inspect('two knock, phone', ['dark, phone', 'light, phone'])
  const bottomOf = (element: Element) => element.getBoundingClientRect().bottom
  const own = bottomOf(await page.getByRole('list', { name: 'People in the call' }).getByRole('listitem').findElement())
  const list = (await page.getByRole('region', { name: 'Waiting room' }).findElement()).getBoundingClientRect()
  expect(list.top).toBeGreaterThan(own)
  expect(list.top - own).toBeLessThan(40)
  for (const name of document.querySelectorAll('[data-waiter] bdi')) {
    const words = name.textContent.split(' ').length
    expect(name.getClientRects().length, `${name.textContent} is broken inside a word`).toBeLessThanOrEqual(words)
  }
  await button(`Let in ${tom.name}`).click()
  await expect
    .poll(() => server.asked, { timeout: 5_000 })
    .toEqual([{ event: 'door:let-in', payload: { visitId: 'tom' } }])
})

test('in a call on a phone a notice says who waits longest, and leads to all', async () => {
  await lookAs('light, phone')
  const { server } = await draw(hostsCall({ people: [{ ...ana, visitId: 'kim', name: 'Kim' }], waiting: [knocking] }))
  await expect.element(page.getByRole('heading', { name: /Ana Lindgren.* is in the waiting room/ })).toBeVisible()
  await expect.element(button('Let in Ana Lindgren')).toBeVisible()
  server.set(hostsCall({ people: [{ ...ana, visitId: 'kim', name: 'Kim' }], waiting: [knocking, tomKnocks] }))
  await expect.element(button('Let in Ana Lindgren')).toBeVisible()
  await expect.element(button(`Let in ${tom.name}`)).not.toBeInTheDocument()
  await inspect('two knock in a call, phone', ['dark, phone', 'light, phone'])
  await button('2 people are waiting').click()
  await expect.element(page.getByRole('complementary', { name: '2 people are waiting' })).toBeVisible()
  await expect.element(page.getByRole('heading', { name: 'Waiting room', exact: true })).not.toBeInTheDocument()
  await button(`More for ${tom.name}`).click()
  await expect.element(button(`No chime for ${tom.name}`)).toBeVisible()
  await inspect('waiting panel, phone', ['dark, phone', 'light, phone'])
})

test('by key alone: into the rail, from one to the next, a message, let in', async () => {
  const { server } = await draw(hostsCall({ ...alone, waiting: [knocking, tomKnocks] }))
  await expect.element(rail()).toBeVisible()
  await userEvent.keyboard('w')
  await expect.element(button('Let in Ana Lindgren')).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}t')
  await expect.element(page.getByRole('textbox', { name: /Message to .*Tomasz/ })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(button(`Let in ${tom.name}`)).toHaveFocus()
  await userEvent.keyboard('l')
  await expect.element(button(`Undo: letting in ${tom.name}`)).toHaveFocus()
  server.set(hostsCall({ ...alone, waiting: [knocking] }))
  await expect.element(page.getByRole('heading', { name: '1 person is waiting' })).toHaveFocus()
})

test('a link that was opened on another device says so, and that the call moves there', async () => {
  await draw(hostsCall({ waiting: [{ ...knocking, otherDevice: 'moves' }] }))
  await expect.element(page.getByText(/link was opened on another device\. The call moves there/)).toBeVisible()
  await inspect('another device knocks', wide)
})

test('at a locked room without a waiting room, those who are asked read who would like to come in', async () => {
  const settings = { plugins: ['chat' as const] }
  const { server, said } = await draw(hostsCall({ settings, locked: true }))
  server.set(hostsCall({ settings, locked: true, waiting: [tomKnocks] }))
  await expect.poll(said).toMatch(/would like to come in/)
  await expect.element(page.getByText(/would like to come in/).first()).toBeVisible()
  await inspect('somebody at the door')
  await openMenu()
  await button(/^People/).click()
  await inspect('somebody at the door, people open')
  await button(`Let in ${tom.name}`).click()
  await expect.element(button(`Undo: letting in ${tom.name}`)).toBeVisible()
  await expect
    .poll(() => server.asked, { timeout: 5_000 })
    .toEqual([{ event: 'door:let-in', payload: { visitId: 'tom' } }])
})

test('without the waiting room there is nothing of it', async () => {
  await draw(hostsCall({ settings: { plugins: ['chat'] } }))
  await expect.element(button('Chat')).toBeVisible()
  await expect.element(button(/Waiting room/)).not.toBeInTheDocument()
  await expect.element(button('Share screen')).not.toBeInTheDocument()
})

test('without chat there is no control for it', async () => {
  await draw(guestsCall({ settings: { plugins: ['screen-share'] } }))
  await expect.element(button('Share screen')).toBeVisible()
  await expect.element(button('Chat')).not.toBeInTheDocument()
})

test('where notifications are refused, the host reads so', async () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'Notification')
  onTestFinished(() => void (before && Object.defineProperty(globalThis, 'Notification', before)))
  let permission: NotificationPermission = 'default'
  class Refused extends EventTarget {
    static get permission() {
      return permission
    }
    static async requestPermission() {
      permission = 'denied'
      return permission
    }
  }
  Object.defineProperty(globalThis, 'Notification', { value: Refused, configurable: true, writable: true })
  await draw(hostsCall(alone))
  await button(/^Waiting room/).click()
  await button('More for all who wait').click()
  await page.getByRole('switch', { name: 'Notify me on this computer' }).click()
  await expect.element(page.getByText(/does not allow notifications/)).toBeVisible()
})
