import {
  askForFee,
  atStripe,
  cards,
  charge,
  chargeByApi,
  paymentOf,
  payWith,
  refund,
  sessionOf,
} from './support/checkout.ts'
import { inspectInEachLook } from './support/looks.ts'
import type { Person } from './support/person.ts'
import { watchForStrangers } from './support/strangers.ts'
import { expect, test } from './support/test.ts'

const heading = { level: 1 } as const
/** Ana leaves a card at the door, and Dr Vega lets her in. */
async function meetWithCard(
  session: { url(name: string): string },
  visit: (url: string) => Promise<Person>,
  number: string,
) {
  const guest = await visit(session.url('Ana'))
  await expect(guest.page.getByRole('heading', heading)).toHaveText('Please leave a card before you join')
  await guest.button('Leave a card').click()
  await payWith(guest.page, number)
  if (number === cards.asksEachTime) await guest.button('Approve').click()
  await expect(guest.page.getByText(/^Card left: Visa/).first()).toBeVisible()
  await guest.join()
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  await expect(host.page.getByText(/^Card kept: Visa/).first()).toBeVisible()
  await host.button(/^Let in/).click()
  await host.sees()
  return { guest, host }
}

test('a card is left at the door and charged in the call, and each side sees it', async ({ api, visit }) => {
  const session = await api.book({ fee: 5000, collect: 'card' })
  const strangers = watchForStrangers(session.url('Ana'))
  const { guest, host } = await meetWithCard(session, (url) => visit(url, { prepare: strangers.prepare }), cards.paid)
  await charge(host)
  await expect(host.page.getByText('Ana has paid A$80.00 · Test')).toBeVisible()
  await expect(guest.page.getByText('You have paid A$80.00. Thank you. · Test')).toBeVisible()
  expect(await paymentOf(api, session)).toMatchObject({ state: 'paid', amount: 8000, collect: 'card' })
  strangers.expectNone()
})

test('a bank asks about a card that is charged: its owner agrees in a tab, and the call goes on', async ({
  api,
  visit,
}) => {
  const session = await api.book({ fee: 5000, collect: 'card' })
  const { guest, host } = await meetWithCard(session, visit, cards.asksEachTime)
  await charge(host)
  await expect(host.page.getByText('Ana’s bank asks for approval of A$80.00 · Test')).toBeVisible()
  await expect(guest.page.getByText('Your bank asks you to approve A$80.00 · Test')).toBeVisible()
  await inspectInEachLook(guest.page, 'in the call, a bank asks')
  const opened = guest.context.waitForEvent('page')
  await guest.page.getByText('Go to the bank’s page').click()
  await (await opened).getByRole('button', { name: 'Approve' }).click()
  await expect(guest.page.getByText('You have paid A$80.00. Thank you. · Test')).toBeVisible()
  await expect(host.page.getByText('Ana has paid A$80.00 · Test')).toBeVisible()
  await Promise.all([guest.sees(), host.sees()])
})

test('a bank declines a card that is charged: the host reads so and asks for another payment', async ({
  api,
  visit,
}) => {
  const session = await api.book({ fee: 5000, collect: 'card' })
  const { guest, host } = await meetWithCard(session, visit, cards.declinedLater)
  await charge(host)
  await expect(host.page.getByText('Ana’s card was not charged A$80.00 · Test')).toBeVisible()
  await expect(guest.page.getByText('You have paid')).toBeHidden()
  expect(await paymentOf(api, session)).toMatchObject({ state: 'failed', paid: null })
})

test('a card is charged after the call, once, however often the practice asks for it', async ({ api, visit }) => {
  const session = await api.book({ fee: 5000, collect: 'card' })
  const { guest, host } = await meetWithCard(session, visit, cards.paid)
  await host.button('End call').click()
  await host.button(/^End for everyone/).click()
  await expect(guest.page.getByRole('heading', heading)).toHaveText('The call has ended')
  const ask = () => chargeByApi(api, session, { amount: 8000 })
  const answers = await Promise.allSettled([ask(), ask(), ask()])
  expect(answers.some(({ status }) => status === 'fulfilled')).toBe(true)
  await expect.poll(() => paymentOf(api, session)).toMatchObject({ state: 'paid', amount: 8000, refunded: 0 })
  await expect(ask()).rejects.toMatchObject({ type: '/problems/fee-paid' })
})

test('who has paid reads what was given back, first a part and then all of it', async ({ api, visit }) => {
  const session = await api.book({ fee: 5000 })
  const { page, button } = await visit(session.url('Ana'))
  await button('Pay A$50.00').click()
  await payWith(page, cards.paid)
  await expect(page.getByText('Paid A$50.00 · Test')).toBeVisible()
  expect(await refund(api, session, { amount: 2000 })).toMatchObject({ state: 'partly-refunded', refunded: 2000 })
  await expect(page.getByText('Paid A$50.00, a part was refunded · Test')).toBeVisible()
  await inspectInEachLook(page, 'precall, a part refunded')
  expect(await refund(api, session, {})).toMatchObject({ state: 'refunded', refunded: 5000 })
  await expect(page.getByText('A$50.00 was refunded · Test')).toBeVisible()
  // Given back is not owed again.
  await expect(page.getByRole('heading', heading)).toHaveText('Ready to join?')
})

test('a payment is disputed: hosts see it, and the person is not asked again', async ({ api, visit }) => {
  const session = await api.book({ fee: 5000 })
  const guest = await visit(session.url('Ana'))
  await guest.button('Pay A$50.00').click()
  await payWith(guest.page, cards.disputed)
  await expect(guest.page.getByRole('heading', heading)).toHaveText('Ready to join?')
  await guest.join()
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  await expect(host.page.getByText('A$50.00 is disputed · Test').first()).toBeVisible()
  await host.button(/^Let in/).click()
  await Promise.all([guest.sees(), host.sees()])
  expect(await paymentOf(api, session)).toMatchObject({ state: 'disputed' })
})

test('the page to pay on was open for too long: who comes back reads so, and pays on a new one', async ({
  api,
  visit,
  product,
}) => {
  const session = await api.book({ fee: 5000 })
  const { page, button } = await visit(session.url('Ana'))
  await button('Pay A$50.00').click()
  await expect(page.getByRole('heading', heading)).toHaveText('Pay by card')
  await atStripe(product.demo, 'expire', sessionOf(page))
  await page.goBack()
  await expect(page.getByText('The payment page was open for too long and has closed.')).toBeVisible()
  await inspectInEachLook(page, 'payment, expired')
  await button('Pay A$50.00').click()
  await payWith(page, cards.paid)
  await expect(page.getByText('Paid A$50.00 · Test')).toBeVisible()
})

test('a page from before an update that knows of no fees offers to be loaded again, and then the door opens for who pays', async ({
  api,
  visit,
}) => {
  const session = await api.book()
  const { page, button, join } = await visit('about:blank')
  let isOld = true
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => {
      // To a page of then it is the name of something that it does not know.
      const text = String(message)
      socket.send(isOld ? text.replaceAll('"name":"payment"', '"name":"of-tomorrow"') : text)
    })
  })
  await page.goto(session.url('Ana'))
  await expect(page.getByRole('heading', heading)).toHaveText('Ready to join?')
  await askForFee(api, session, 5000)
  await expect(page.getByText('Please load the page again; your place is kept.')).toBeVisible()
  isOld = false
  await button('Load again').click()
  await button('Pay A$50.00').click()
  await payWith(page, cards.paid)
  await expect(page.getByText('Paid A$50.00 · Test')).toBeVisible()
  await join()
  await expect(page.getByText(/^In the waiting room/)).toBeVisible()
})
