import { expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { inspect } from './support/looks.ts'
import { button } from './support/screen.ts'
import { guestsCall, hostsCall, knocking, tom } from './support/view.ts'

const alone = { people: [], othersJoined: false }
const tomKnocks = { ...knocking, visitId: 'tom', name: tom.name }

test('a host is told who knocks, and lets them in', async () => {
  const { server, said } = await draw(hostsCall(alone))
  await expect.element(button('Chat')).toBeVisible()
  server.set(hostsCall({ ...alone, waiting: [knocking] }))
  await expect.element(page.getByRole('heading', { name: /Ana Lindgren.* is in the waiting room/ })).toBeVisible()
  await expect.poll(said).toMatch(/Ana Lindgren.* is in the waiting room/)
  expect(document.title).toMatch(/^\(1\) /)
  await inspect('knock')
  await button(/^Let in/).click()
  expect(server.asked).toEqual([{ event: 'door:let-in', payload: { visitId: 'ana' } }])
  server.set(hostsCall())
  await expect.poll(() => document.title).not.toMatch(/^\(/)
})

test('what the check found is told before anybody is let in', async () => {
  const waiting = [{ ...knocking, findings: ['sound-only', 'weak-line'] as const }]
  await draw(hostsCall({ ...alone, waiting: waiting.map((one) => ({ ...one, findings: [...one.findings] })) }))
  await expect.element(page.getByText('Sound only · Weak line')).toBeVisible()
  await inspect('knock with a slow line')
  await button('Message').click()
  await expect.element(page.getByRole('listitem').filter({ hasText: 'Ana' })).toMatchTextContent(/Sound only/)
  await inspect('waiting room with a slow line')
})

test('a waiting room that is switched off takes its panel along', async () => {
  const { server } = await draw(hostsCall({ ...alone, waiting: [knocking] }))
  await button(/^Waiting room/).click()
  await expect.element(page.getByRole('complementary')).toBeVisible()
  const { settings } = hostsCall()
  server.set(hostsCall({ ...alone, settings: { ...settings, plugins: ['chat'] } }))
  await expect.element(page.getByRole('complementary')).not.toBeInTheDocument()
})

test('of several, the host writes to one, turns one away, or lets all in', async () => {
  const { server } = await draw(hostsCall({ ...alone, waiting: [tomKnocks, knocking] }))
  await expect.element(page.getByRole('heading', { name: '2 people are waiting' })).toBeVisible()
  await inspect('two knock')
  await button(/^Waiting room/).click()
  await button('Message to Ana Lindgren').click()
  await page.getByRole('textbox', { name: /Message to .*Ana/ }).fill('Ten minutes, please.')
  await inspect('waiting panel, writing')
  await userEvent.keyboard('{Enter}')
  await expect
    .poll(() => server.asked)
    .toEqual([{ event: 'door:write', payload: { visitId: 'ana', text: 'Ten minutes, please.' } }])
  server.set(hostsCall({ ...alone, waiting: [tomKnocks, { ...knocking, message: 'Ten minutes, please.' }] }))
  await expect.element(page.getByText('Ten minutes, please.', { exact: true })).toBeVisible()
  await inspect('waiting panel')
  await button('Not now: Ana Lindgren').click()
  await expect.poll(() => server.asked).toContainEqual({ event: 'door:turn-away', payload: { visitId: 'ana' } })
  await button(/^Let all in/).click()
  await expect.poll(() => server.asked).toContainEqual({ event: 'door:let-all-in', payload: {} })
  server.set(hostsCall())
  await expect.element(page.getByText('Nobody is waiting.')).toBeVisible()
  await inspect('waiting panel, nobody')
})

test('a link that was opened on another device says so, and that the call moves there', async () => {
  await draw(hostsCall({ waiting: [{ ...knocking, otherDevice: 'moves' }] }))
  await expect.element(page.getByRole('heading', { name: /link was opened on another device/ })).toBeVisible()
  await inspect('another device knocks')
  await button(/^Waiting room/).click()
  await inspect('waiting panel, another device')
})

test('at a locked room without a waiting room, those who are asked read who would like to come in', async () => {
  const settings = { plugins: ['chat' as const] }
  const { server, said } = await draw(hostsCall({ settings, locked: true }))
  server.set(hostsCall({ settings, locked: true, waiting: [tomKnocks] }))
  await expect.poll(said).toMatch(/would like to come in/)
  await expect.element(page.getByText(/would like to come in/).first()).toBeVisible()
  await inspect('somebody at the door')
  await button(/^People/).click()
  await inspect('somebody at the door, people open')
  await button(`Let in ${tom.name}`).click()
  expect(server.asked).toEqual([{ event: 'door:let-in', payload: { visitId: 'tom' } }])
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
  await page.getByRole('switch', { name: 'Notify me on this computer' }).click()
  await expect.element(page.getByText(/does not allow notifications/)).toBeVisible()
})
