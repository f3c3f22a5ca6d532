import { countLosses, keepTracks, lose, takeAway } from '../support/faults.ts'
import { inspectInEachLook as inspect } from '../support/looks.ts'
import type { Person } from '../support/person.ts'
import { expect } from '../support/test.ts'
import { test } from './test.ts'

const heading = { level: 1 } as const
const withoutWaiting = ['-plugin;waiting-room']

async function choose(person: Person, ...files: { name: string; mimeType: string; buffer: Buffer }[]) {
  const opening = person.page.waitForEvent('filechooser')
  await person.button('Send a file').click()
  await (await opening).setFiles(files)
}

test('a call of three', async ({ api, visit }) => {
  test.setTimeout(900_000)
  const session = await api.book({
    name: 'Follow-up after surgery',
    flags: withoutWaiting,
    people: [
      { name: 'Dr Maria Vega', role: 'host' },
      { name: 'Ana Lindgren', role: 'guest' },
      { name: 'Tomasz Brzęczyszczykiewicz', role: 'participant' },
    ],
  })
  const host = await visit(session.url('Dr Maria Vega'), { as: 'doctor' })
  await host.join()
  const ana = await visit(session.url('Ana Lindgren'))
  await ana.join()
  const tom = await visit(session.url('Tomasz Brzęczyszczykiewicz'), { as: 'tomasz' })
  await tom.join()
  await Promise.all([host.sees(2), ana.sees(2)])
  await inspect(ana.page, 'three, grid')
  await ana.button('Menu').click()
  await ana.page.getByRole('radio', { name: 'Speaker' }).check()
  await ana.page.mouse.click(8, 8)
  await expect(ana.page.getByRole('dialog')).toHaveCount(0)
  await inspect(ana.page, 'three, whoever speaks')
  await ana.button(/^Keep large: Tomasz/).click()
  await ana.button('Options for my picture').click()
  await ana.button('Hide my picture').click()
  await inspect(ana.page, 'three, pinned, without self')
  await ana.button('Menu').click()
  await ana.button('Settings').click()
  await ana.page.getByRole('switch', { name: 'Show me my own picture' }).click()
  await ana.page.mouse.click(8, 8)
  await tom.button('Stop video').click()
  await tom.button('Mute microphone').click()
  await ana.button('Raise hand').click()
  await ana.page.mouse.move(8, 8)
  await expect(host.page.getByText('Ana Lindgren').first()).toBeVisible()
  await host.button(/^People, 3/).click()
  await expect(host.button(/^Lower/).first()).toBeVisible()
  await inspect(host.page, 'three, people, a hand is up')
  await host.button('Mute: Ana Lindgren').click()
  await expect(ana.page.getByText('Dr Maria Vega muted you.').first()).toBeVisible()
  await inspect(ana.page, 'muted by a host')
  await ana.button('Unmute').click()
  await host.button('Lock room').click()
  await host.button('More for Ana Lindgren').click()
  await host.button('Safety code with Ana Lindgren').click()
  await expect(host.page.getByRole('dialog').getByRole('status')).toHaveText(/\d{5}/)
  await inspect(host.page, 'safety code')
  await host.page.keyboard.press('Escape')
  await host.button('More for Ana Lindgren').click()
  await host.button(/^Make host: Ana/).click()
  await inspect(host.page, 'make host?')
  await host.page.getByRole('dialog').getByRole('button', { name: 'Make host' }).click()
  await expect(ana.page.getByText('Dr Maria Vega made you a host.').first()).toBeVisible()
  await inspect(ana.page, 'made a host, locked')
  await tom.close()
})

test('a call of two', async ({ api, visit }) => {
  test.setTimeout(900_000)
  const session = await api.book({ name: 'Follow-up after surgery', flags: withoutWaiting })
  const host = await visit(session.url('Dr Vega'), { as: 'doctor' })
  await host.page.addInitScript(countLosses)
  await host.page.reload()
  await host.join()
  await inspect(host.page, 'alone in the call')
  const ana = await visit(session.url('Ana'), { prepare: (context) => context.addInitScript(keepTracks) })
  await ana.join()
  await Promise.all([host.sees(), ana.sees()])

  await host.button('Chat').click()
  await host.page
    .getByRole('textbox', { name: 'Write a message' })
    .fill('Here is the leaflet: https://practice.example/leaflets/knee-after-surgery.html')
  await host.page.keyboard.press('Enter')
  const scan = { name: 'Knee, after surgery.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(2_500_000, 7) }
  await choose(host, scan)
  await ana.button(/^Chat, 2 new/).click()
  await expect(ana.page.getByText('PDF · 2.5 MB')).toBeVisible()
  await inspect(ana.page, 'chat, a file is offered')
  await ana.button(/^Download/).click()
  await expect(ana.page.getByText('Downloaded', { exact: true })).toBeVisible()
  await inspect(ana.page, 'chat, a file has come')
  await expect(host.page.getByText('Ana has it.')).toBeVisible()
  await inspect(host.page, 'chat, a file was sent')
  await ana.button('Close').first().click()

  await host.button('Menu').click()
  await host.button('Help').click()
  await host.button('Keyboard shortcuts').click()
  await inspect(host.page, 'shortcuts')
  await host.page.keyboard.press('Escape')
  await host.button(/^People/).click()
  await host.button('Invite').click()
  await inspect(host.page, 'invite')
  await host.page.getByRole('textbox', { name: 'Their name' }).fill('Kim')
  await host.button('Create link').click()
  await expect(host.page.getByRole('img', { name: 'Code with the link' })).toBeVisible()
  await inspect(host.page, 'invited')
  await host.button('Done').click()

  await lose(host.page, 'what comes')
  await expect(host.page.getByText('Weak line').first()).toBeVisible({ timeout: 20_000 })
  await inspect(host.page, 'weak line')
  await lose(host.page, 'all')
  await expect(host.page.getByText(/^Your (connection is weak|video is paused)/).first()).toBeVisible({
    timeout: 30_000,
  })
  await inspect(host.page, 'own line is weak')
  await host.button('Options for my picture').click()
  await inspect(host.page, 'menu of the own picture')
  await host.button('Move my picture to the next corner').click()
  await inspect(host.page, 'own picture at the other side')
  await lose(host.page, null)

  await takeAway(ana.page, 'mute')
  await expect(ana.button('Resume camera and sound')).toBeVisible()
  await expect(host.page.getByText('Interrupted for a moment').first()).toBeVisible()
  await inspect(ana.page, 'interrupted')
  await inspect(host.page, 'the other one is interrupted')
  await ana.button('Resume camera and sound').click()

  await expect(ana.page.getByText('Video paused, weak connection')).toBeHidden({ timeout: 60_000 })
  await ana.sees()
  await ana.context.setOffline(true)
  await expect(ana.page.getByText('Reconnecting… You can go on talking.').first()).toBeVisible({ timeout: 20_000 })
  await inspect(ana.page, 'reconnecting')
  await ana.context.setOffline(false)
  await expect(ana.page.locator('section', { hasText: 'Reconnecting…' })).toBeHidden({ timeout: 20_000 })

  await host.button('More for Ana').click()
  await inspect(host.page, 'people, what a host can do')
  await host.button('Put on hold: Ana').click()
  await expect(ana.page.getByRole('heading', heading)).toHaveText('You are on hold')
  await inspect(host.page, 'people, one is on hold')
  await inspect(host.page, 'the other one is on hold')
  await host.button('Resume: Ana').click()
  await host.sees()

  await ana.button('End call').click()
  await expect(ana.page.getByRole('heading', heading)).toHaveText('You have left the call')
  await inspect(ana.page, 'left')
  await inspect(host.page, 'alone again')
  await host.button('End call').click()
  await host.button(/^Leave/).click()
  await expect(host.page.getByRole('heading', heading)).toHaveText('You have left the call')
})

test('a locked room', async ({ api, visit }) => {
  test.setTimeout(900_000)
  const session = await api.book({ name: 'Follow-up after surgery', flags: withoutWaiting })
  const host = await visit(session.url('Dr Vega'), { as: 'doctor' })
  await host.join()
  await host.button(/^People/).click()
  await host.button('Lock room').click()
  const ana = await visit(session.url('Ana'))
  await ana.join()
  await expect(ana.page.getByRole('heading', heading)).toHaveText('The room is locked')
  await inspect(ana.page, 'locked')
  await expect(host.page.getByText('Ana would like to come in').first()).toBeAttached()
  await inspect(host.page, 'somebody at the door, people open')
  await host.button('Close').click()
  await inspect(host.page, 'somebody at the door')
  await host.button('Let in Ana').click()
  await ana.sees()
})
