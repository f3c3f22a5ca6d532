import { inspectInEachLook as inspect } from '../support/looks.ts'
import { expect } from '../support/test.ts'
import { test } from './test.ts'

test('a whole visit', async ({ api, visit, product }) => {
  test.setTimeout(900_000)

  const unknown = await visit(`${product.url}/session/nobody`)
  await expect(unknown.page.getByRole('heading', { level: 1 })).toBeVisible()
  await inspect(unknown.page, 'unknown link')

  const soon = await api.book({ from: 30, to: 60 })
  const early = await visit(soon.url('Ana'))
  await expect(early.page.getByRole('heading', { name: 'You are early' })).toBeVisible()
  await inspect(early.page, 'too early')
  await api.cancel(soon)
  await expect(early.page.getByRole('heading', { name: 'This appointment was cancelled' })).toBeVisible()
  await inspect(early.page, 'cancelled')

  const session = await api.book({
    name: 'Follow-up after surgery',
    flags: ['customisation;return-url;https://practice.example/done', 'customisation;return-label;Back to the clinic'],
    people: [{ name: 'Dr Maria Vega', role: 'host' }, { name: 'Ana Lindgren', role: 'guest' }, { role: 'guest' }],
  })
  const host = await visit(session.url('Dr Maria Vega'), { as: 'doctor' })
  await expect(host.page.getByText('Your microphone works')).toBeVisible()
  await inspect(host.page, 'precall')
  const unnamed = await visit(session.participants[2]?.entry_url ?? '')
  await unnamed.join()
  await expect(unnamed.page.getByRole('alert')).not.toBeEmpty()
  await inspect(unnamed.page, 'precall without a name')
  const denied = await visit(session.participants[2]?.entry_url ?? '', { permissions: [] })
  await denied.page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Permission denied', 'NotAllowedError'))
  })
  await denied.page.reload()
  await expect(denied.page.getByText(/not allowed|blocked/i).first()).toBeVisible()
  await inspect(denied.page, 'precall with devices denied')
  await denied.page.getByRole('textbox', { name: 'Your name' }).fill('Tom')
  await denied.join()
  await expect(unnamed.button('Move this call here')).toBeVisible()
  await inspect(unnamed.page, 'taken over')
  await denied.button('Exit call interface').click()
  await expect(denied.page.getByRole('heading', { name: 'You have left the call' })).toBeVisible()

  await host.join()
  await expect(host.button('Menu')).toBeVisible()
  await inspect(host.page, 'alone in the call')
  const guest = await visit(session.url('Ana Lindgren'))
  await guest.join()
  await expect(guest.page.getByRole('heading', { name: 'You are in the waiting room' })).toBeVisible()
  await inspect(guest.page, 'waiting')
  await expect(host.button(/^Let in/)).toBeVisible()
  await inspect(host.page, 'knock')
  await host.button(/^Let in/).click()
  await Promise.all([host.sees(), guest.sees()])
  await inspect(host.page, 'call of two, host')
  await inspect(guest.page, 'call of two, guest')

  await host.button('Chat').click()
  await host.page.getByRole('textbox', { name: 'Write a message' }).fill('Good morning! How is the knee today?')
  await host.page.keyboard.press('Enter')
  await expect(guest.button(/^Chat, 1 new/)).toBeVisible()
  await inspect(host.page, 'chat')
  await inspect(guest.page, 'new message')
  await host.button(/^People/).click()
  await host.button(/^More for/).click()
  await inspect(host.page, 'people')
  await host.button(/^Put on hold/).click()
  await expect(guest.page.getByRole('heading', { name: 'You are on hold' })).toBeVisible()
  await inspect(guest.page, 'on hold')
  await host.button(/^Resume/).click()
  await host.sees()
  await host.button('Menu').click()
  await expect(host.page.getByText('Layout')).toBeVisible()
  await inspect(host.page, 'menu')
  await host.page.keyboard.press('Escape')
  if (await host.button('Share screen').isVisible()) {
    await host.button('Share screen').click()
    await expect(guest.page.getByText('Screen of Dr Maria Vega')).toBeVisible()
    await guest.sees()
    await inspect(guest.page, 'screen shared')
  }
  await host.button('End call').click()
  await inspect(host.page, 'how to end')
  await host.button(/^End call for everyone/).click()
  await expect(guest.page.getByRole('heading', { name: 'The call has ended' })).toBeVisible()
  await inspect(guest.page, 'exit')
})
