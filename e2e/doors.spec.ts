import { randomUUID } from 'node:crypto'
import { expect, test } from './support/test.ts'

const heading = { name: /./, level: 1 } as const

test('a link that nobody was given says so', async ({ product, visit }) => {
  for (const link of [randomUUID(), 'nonsense', '%00', '..%2f..%2fetc']) {
    const person = await visit(`${product.url}/session/${link}`)
    await expect(person.page.getByRole('heading', heading)).toHaveText('This link does not work')
  }
})

test("too early: the booked time in the visitor's own zone, a countdown, and on it goes by itself", async ({
  api,
  visit,
}) => {
  const session = await api.book({ fromSeconds: 6, toSeconds: 600 })
  const guest = await visit(session.url('Ana'), { timezoneId: 'Asia/Kathmandu', locale: 'en-GB' })
  await expect(guest.page.getByRole('heading', heading)).toHaveText('You are early')
  await expect(guest.page.getByText('Nepal Time')).toBeVisible()
  await expect(guest.button('Join')).toBeVisible({ timeout: 15_000 })
})

test('over: the room is closed, and says so to those who wait in it', async ({ api, visit }) => {
  const session = await api.book({ fromSeconds: -60, toSeconds: 6 })
  const waiting = await visit(session.url('Ana'))
  await waiting.join()
  await expect(waiting.page.getByRole('heading', heading)).toHaveText('You are in the waiting room')
  await expect(waiting.page.getByRole('heading', heading)).toHaveText('This appointment is over', { timeout: 15_000 })
  const late = await visit(session.url('Dr Vega'))
  await expect(late.page.getByRole('heading', heading)).toHaveText('This appointment is over')
})

test('a call runs on past its booked end for those who are in it', async ({ api, visit }) => {
  const session = await api.book({ fromSeconds: -60, toSeconds: 12, flags: ['-plugin;waiting-room'] })
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const guest = await visit(session.url('Ana'))
  await guest.join()
  await host.sees()
  const end = Date.parse(session.end_time)
  await expect.poll(() => Date.now() > end + 1_500, { timeout: 20_000 }).toBe(true)
  await host.sees()
  await guest.page.reload()
  await guest.sees()
})

test('cancelled: everyone who has it open is told at once, and so is whoever comes later', async ({ api, visit }) => {
  const session = await api.book({ from: 30, to: 60 })
  const early = await visit(session.url('Ana'))
  await expect(early.page.getByRole('heading', heading)).toHaveText('You are early')
  await api.cancel(session)
  await expect(early.page.getByRole('heading', heading)).toHaveText('This appointment was cancelled')
  const later = await visit(session.url('Dr Vega'))
  await expect(later.page.getByRole('heading', heading)).toHaveText('This appointment was cancelled')
})

test('removed by the API: out of the call at once, and the link is dead', async ({ api, visit }) => {
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const guest = await visit(session.url('Ana'))
  await guest.join()
  await host.sees()
  const participant_id = String(session.participants.find(({ display_name }) => display_name === 'Ana')?.participant_id)
  await api.client.DELETE('/v1/participants/{participant_id}', { params: { path: { participant_id } } })
  await expect(guest.page.getByRole('heading', heading)).toHaveText('You are no longer part of this call')
  await expect(host.page.locator('video[data-visit]')).toHaveCount(0)
  await guest.page.goto(session.url('Ana'))
  await expect(guest.page.getByRole('heading', heading)).toHaveText('You are no longer part of this call')
})

test('a host turns a guest away, writes to them, and lets all in', async ({ api, visit }) => {
  const session = await api.book({
    people: [{ name: 'Dr Vega', role: 'host' }, { name: 'Ana', role: 'guest' }, { role: 'guest' }],
  })
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const ana = await visit(session.url('Ana'))
  await ana.join()
  await host.button('Message').click()
  await host.button('Message to Ana').click()
  await host.page.getByRole('textbox', { name: /Message to Ana/ }).fill('Ten minutes, please.')
  await host.button('Send').click()
  await expect(ana.page.getByText('Ten minutes, please.', { exact: true })).toBeVisible()

  await host.button(/^Not now/).click()
  await expect(ana.page.getByRole('heading', { name: 'Not just now' })).toBeVisible()
  await expect(ana.button('Knock again')).toBeDisabled()

  const unnamed = session.participants.find(({ display_name }) => display_name === null)
  const tom = await visit(unnamed?.entry_url ?? '')
  await tom.join()
  await expect(tom.page.getByRole('alert')).toHaveText('Please write your name.')
  await tom.page.getByRole('textbox', { name: 'Your name' }).fill('Tom')
  await tom.join()
  // The list is still open from the message, so no card comes up beside it.
  await host.button('Let in Tom').click()
  await tom.sees()
})

test('a host puts a guest on hold and back, and sends them back to the waiting room', async ({ api, visit }) => {
  const session = await api.book()
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const guest = await visit(session.url('Ana'))
  await guest.join()
  await host.button(/^Let in/).click()
  await host.sees()
  await host.button(/^People/).click()
  await host.button('More for Ana').click()
  await host.button('Put on hold: Ana').click()
  await expect(guest.page.getByRole('heading', heading)).toHaveText('You are on hold')
  await expect(host.page.locator('video[data-visit]')).toHaveCount(0)
  await host.button('Resume: Ana').click()
  await Promise.all([guest.sees(), host.sees()])
  await host.button('More for Ana').click()
  await host.button('To waiting room: Ana').click()
  await expect(guest.page.getByRole('heading', heading)).toHaveText('You are in the waiting room')
  await expect(host.page.locator('video[data-visit]')).toHaveCount(0)
})
