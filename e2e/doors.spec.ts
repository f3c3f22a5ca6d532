import { randomUUID } from 'node:crypto'
import { expect, test } from './support/test.ts'

const heading = { name: /./, level: 1 } as const

test('a link that nobody was given says so', async ({ product, visit }) => {
  for (const link of [randomUUID(), 'nonsense', '%00', '..%2f..%2fetc']) {
    const person = await visit(`${product.url}/session/${link}`)
    await expect(person.page.getByRole('heading', heading)).toHaveText('We could not find your appointment')
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
  // Long enough to be in the waiting room by then, on whatever machine.
  const session = await api.book({ fromSeconds: -60, toSeconds: 20 })
  const waiting = await visit(session.url('Ana'))
  await waiting.join()
  await expect(waiting.page.getByRole('heading', heading)).toHaveText('Dr Vega is not here yet')
  await expect(waiting.page.getByRole('heading', heading)).toHaveText('This appointment is over', { timeout: 30_000 })
  const late = await visit(session.url('Dr Vega'))
  await expect(late.page.getByRole('heading', heading)).toHaveText('This appointment is over')
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
  await expect(guest.page.getByRole('heading', heading)).toHaveText('Back in the waiting room for a moment')
  await expect(host.page.locator('video[data-visit]')).toHaveCount(0)
})
