import type { OwnPayment, PaymentTrouble } from '@anteroom/contract/payments'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { inspect, lookAs } from './support/looks.ts'
import { button, heading, tabTo } from './support/screen.ts'
import { fee, viewOf, visa } from './support/view.ts'

const url = 'https://pay.example/c/cs_test_1'
const contact = { phone: '+61 2 5550 1234' }
const atDoor = (payment: Partial<OwnPayment> = {}) =>
  viewOf({ phase: { name: 'payment' }, payments: [{ ...fee, ...payment }], session: { contact } })
const card: Partial<OwnPayment> = { collect: 'card', description: null }

/** The person comes back to the room's page. */
const comeBack = () => window.dispatchEvent(new Event('focus'))

test('whoever owes a fee reads whom they pay how much and for what, and is led to the provider’s page', async () => {
  const { server, wayOut, device } = await draw(atDoor())
  await expect.element(heading()).toHaveTextContent('Please pay before you join')
  await expect.element(page.getByRole('main')).toMatchAriaInlineSnapshot(`
    - main:
      - heading "Please pay before you join" [level=1]
      - paragraph: To Riverside Clinic
      - paragraph: A$50.00
      - paragraph: Follow-up, 20 minutes
      - status
      - button "Pay A$50.00"
      - paragraph: You pay on a page of Stripe’s. We never see the number of your card.
      - paragraph: Questions about the payment? Please contact Riverside Clinic.
      - link "Call +61 2 5550 1234":
        - /url: tel:+61255501234
  `)
  expect(device.stops()).toBeGreaterThan(0)
  expect(document.querySelector('video')).toBeNull()
  await inspect('payment')
  server.answers['payment:open'] = { ok: true, url }
  await button('Pay A$50.00').dblClick()
  await expect.poll(() => wayOut.wentTo).toEqual([url])
  expect(server.asked).toEqual([{ event: 'payment:open', payload: { paymentId: 'fee', language: 'en' } }])
  expect(wayOut.tabs).toEqual([])
  await expect.element(button('Opening the payment page…')).toHaveAttribute('aria-disabled', 'true')
  await inspect('payment, on the way')
})

test.each(['light, wide', 'dark, phone'] as const)('who has paid twice reads so beside Join: %s', async (look) => {
  const givenBack = [{ amount: 5000, currency: 'aud' }]
  await draw(viewOf({ payments: [{ ...fee, state: 'paid', givenBack }] }))
  await lookAs(look)
  await expect.element(page.getByText('You have paid A$50.00 too much. It goes back to your card.')).toBeVisible()
  await expect.element(button('Join')).toBeVisible()
})

test('by keys alone', async () => {
  const { server, wayOut } = await draw(atDoor())
  server.answers['payment:open'] = { ok: true, url }
  await tabTo(button('Pay A$50.00'))
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => wayOut.wentTo).toEqual([url])
})

test('once it is paid the page goes on by itself', async () => {
  const { server } = await draw(atDoor())
  server.set(viewOf({ payments: [{ ...fee, state: 'paid' }] }))
  await expect.element(button('Join')).toBeVisible()
  await expect.element(heading()).toHaveFocus()
})

test('a card that is left is no payment, and says so', async () => {
  const { server, wayOut } = await draw(atDoor(card))
  await expect.element(heading()).toHaveTextContent('Please leave a card before you join')
  await expect.element(page.getByText(/^Nothing is charged now\. Riverside Clinic charges the card/)).toBeVisible()
  await inspect('payment, a card')
  server.answers['payment:open'] = { ok: true, url }
  await button('Leave a card').click()
  await expect.poll(() => wayOut.wentTo).toEqual([url])
})

test('where no money moves, that stands beside the amount', async () => {
  await draw(atDoor({ test: true }))
  await expect.element(page.getByText('Test: no money moves')).toBeVisible()
  await inspect('payment, a test')
})

test('whoever comes back without having paid reads so, and can pay or say that they have', async () => {
  const { server } = await draw(atDoor({ state: 'opened', isOpen: true }))
  await expect.element(page.getByText('Nothing was charged so far')).toBeVisible()
  await expect.poll(() => server.asked).toEqual([{ event: 'payment:check', payload: { paymentId: 'fee' } }])
  await inspect('payment, came back')
  server.asked.splice(0)
  await button('I have paid').click()
  await expect.poll(() => server.asked).toEqual([{ event: 'payment:check', payload: { paymentId: 'fee' } }])
  await expect.element(page.getByText(/^Stripe knows of no payment yet/)).toBeVisible()
  await expect.element(button('Pay A$50.00')).toBeVisible()
  await inspect('payment, nothing has arrived')
})

test('whoever comes back while Stripe does not answer is not told that nothing was charged', async () => {
  const { server } = await draw(viewOf({}))
  server.answers['payment:check'] = { ok: false, problem: 'provider-unreachable' }
  server.set(atDoor({ state: 'opened', isOpen: true }))
  await expect.element(page.getByText(/^Stripe does not answer.*we cannot say whether you have paid/)).toBeVisible()
  await expect.element(page.getByText(/Nothing was charged/)).not.toBeInTheDocument()
  await inspect('payment, nobody knows')
  server.answers['payment:check'] = { ok: false, problem: 'payment-refused' }
  await button('I have paid').click()
  await expect.poll(() => server.asked.length).toBe(2)
  await expect.element(page.getByText(/Nothing was charged/)).not.toBeInTheDocument()
  server.set(atDoor({ state: 'failed', trouble: 'declined', isOpen: true }))
  await expect.element(page.getByText(/Nothing was charged/)).not.toBeInTheDocument()
  server.set(viewOf({ payments: [{ ...fee, state: 'paid' }] }))
  await expect.element(button('Join')).toBeVisible()
})

test('a page to pay on that comes after all takes back that Stripe does not answer', async () => {
  const { server } = await draw(atDoor())
  server.answers['payment:open'] = { ok: false, problem: 'provider-unreachable' }
  await button('Pay A$50.00').click()
  await expect.element(page.getByText(/^Stripe does not answer at the moment\. Nothing was charged\./)).toBeVisible()
  server.set(atDoor({ state: 'opened', isOpen: true }))
  await expect.element(page.getByText('Nothing was charged so far')).toBeVisible()
  await expect.element(page.getByText(/^Stripe does not answer/)).not.toBeInTheDocument()
})

const troubles: [PaymentTrouble, RegExp][] = [
  ['declined', /^Your bank has declined the card\. Nothing was charged\./],
  ['no-funds', /^There is not enough money on the card\. Nothing was charged\./],
  ['card-expired', /^The card is no longer valid\. Nothing was charged\./],
  ['not-approved', /^Your bank has not approved the payment\. Nothing was charged\./],
  ['expired', /^The payment page was open for too long and has closed\. Nothing was charged\./],
]
for (const [trouble, text] of troubles) {
  test(`a payment that did not work says why, and can be tried again: ${trouble}`, async () => {
    const { server, wayOut } = await draw(atDoor({ state: trouble === 'expired' ? 'expired' : 'failed', trouble }))
    await expect.element(page.getByText(text)).toBeVisible()
    if (trouble === 'declined') await inspect('payment, declined')
    server.answers['payment:open'] = { ok: true, url }
    await button('Pay A$50.00').click()
    await expect.poll(() => wayOut.wentTo).toEqual([url])
  })
}

test('after a declined card the reason stays, and whoever has paid with another one reads what has arrived', async () => {
  const { server } = await draw(atDoor({ state: 'failed', trouble: 'declined', isOpen: true }))
  const declined = page.getByText(/^Your bank has declined the card/)
  const nothing = page.getByText(/^Stripe knows of no payment yet/)
  await expect.element(button('I have paid')).not.toBeInTheDocument()
  // The page asks by itself; that nothing has arrived is no news then.
  await expect.poll(() => server.asked).toEqual([{ event: 'payment:check', payload: { paymentId: 'fee' } }])
  await expect.element(button('I have paid after all')).not.toHaveAttribute('aria-disabled')
  await expect.element(declined).toBeVisible()
  await expect.element(nothing).not.toBeInTheDocument()
  await button('I have paid after all').click()
  await expect.element(nothing).toBeVisible()
  await expect.element(declined).toBeVisible()
  await inspect('payment, declined and nothing has arrived')
})

test('a practice that can take nothing is to be reached, and may have put it right', async () => {
  const { server, wayOut } = await draw(atDoor({ trouble: 'account' }))
  await expect.element(page.getByText('Riverside Clinic cannot take payments here at the moment')).toBeVisible()
  await expect.element(button(/^Pay/)).not.toBeInTheDocument()
  await expect.element(page.getByRole('link', { name: /^Call/ })).toBeVisible()
  await inspect('payment, the practice takes nothing')
  server.answers['payment:open'] = { ok: true, url }
  await button('Try again').click()
  await expect.poll(() => wayOut.wentTo).toEqual([url])
})

const refusals = [
  ['provider-unreachable', /^Stripe does not answer at the moment\. Nothing was charged\./],
  ['payment-refused', /^Stripe has refused this payment\. Nothing was charged\./],
  ['too-many-requests', /^That was often in a short time\. Please wait a minute/],
  ['too-soon', /^The payment page was opened too often in the last hour\. In an hour at the latest/],
  ['not-collectable', 'Riverside Clinic cannot take payments here at the moment'],
  ['unavailable', /^No connection at the moment\./],
] as const
for (const [problem, text] of refusals) {
  test(`what is in the way is said, and the way on: ${problem}`, async () => {
    const { server, wayOut } = await draw(atDoor())
    wayOut.isFramed = problem === 'payment-refused'
    server.answers['payment:open'] = { ok: false, problem }
    await button('Pay A$50.00').click()
    await expect.element(page.getByText(text)).toBeVisible()
    expect(wayOut.tabs.map(({ closed }) => closed)).toEqual(wayOut.isFramed ? [true] : [])
    server.answers['payment:open'] = { ok: true, url }
    wayOut.isFramed = false
    await button(problem === 'not-collectable' ? 'Try again' : 'Pay A$50.00').click()
    await expect.poll(() => wayOut.wentTo).toEqual([url])
  })
}

test('in a frame the provider’s page has a tab of its own, and this page goes on by itself', async () => {
  const { server, wayOut } = await draw(atDoor())
  wayOut.isFramed = true
  server.answers['payment:open'] = { ok: true, url }
  await button('Pay A$50.00').dblClick()
  await expect.element(page.getByText('Please pay in the tab that has opened')).toBeVisible()
  expect(wayOut.tabs).toEqual([{ url, closed: false }])
  expect(wayOut.wentTo).toEqual([])
  await inspect('payment, in a tab')
  server.set(atDoor({ state: 'opened', isOpen: true }))
  await expect.element(page.getByText('Please pay in the tab that has opened')).toBeVisible()
  server.set(viewOf({ payments: [{ ...fee, state: 'paid' }] }))
  await expect.element(button('Join')).toBeVisible()
})

test('whoever closes that tab without having paid reads so when they are back', async () => {
  const { server, wayOut } = await draw(atDoor())
  wayOut.isFramed = true
  server.answers['payment:open'] = { ok: true, url }
  await button('Pay A$50.00').click()
  await expect.element(button('Open it again')).toBeVisible()
  server.set(atDoor({ state: 'opened', isOpen: true }))
  server.asked.splice(0)
  comeBack()
  comeBack()
  await expect.element(page.getByText('Nothing was charged so far')).toBeVisible()
  expect(server.asked).toEqual([{ event: 'payment:check', payload: { paymentId: 'fee' } }])
  await expect.element(button('Pay A$50.00')).toBeVisible()
  await inspect('payment, back from the tab')
})

test('where no tab may be opened there is a link', async () => {
  const { server, wayOut } = await draw(atDoor())
  Object.assign(wayOut, { isFramed: true, isBlocked: true })
  server.answers['payment:open'] = { ok: true, url }
  await button('Pay A$50.00').click()
  const link = page.getByRole('link', { name: 'Open payment page' })
  await expect.element(link).toHaveAttribute('href', url)
  await expect.element(link).toHaveAttribute('target', '_blank')
  await expect.element(link).toHaveAttribute('rel', 'noopener noreferrer')
  await inspect('payment, no tab')
})

test('on a page that is early the fee can be paid already, and it says so when it is', async () => {
  const session = { startTime: '2030-05-06T10:30:00.000Z', contact }
  const early = (payment: Partial<OwnPayment> = {}) =>
    viewOf({ phase: { name: 'too-early' }, session, payments: [{ ...fee, ...payment }] })
  const { server, wayOut } = await draw(early())
  await expect.element(page.getByRole('heading', { name: 'You can pay now' })).toBeVisible()
  await inspect('too early, with a fee')
  server.answers['payment:open'] = { ok: true, url }
  await button('Pay A$50.00').click()
  await expect.poll(() => wayOut.wentTo).toEqual([url])
  server.set(early({ state: 'paid' }))
  await expect.element(page.getByText('Paid A$50.00')).toBeVisible()
  await expect.element(button(/^Pay/)).not.toBeInTheDocument()
  await inspect('too early, paid')
})

test('beside Join stands what was paid, or which card was left', async () => {
  const { server, said } = await draw(atDoor())
  server.set(viewOf({ payments: [{ ...fee, state: 'paid', test: true }] }))
  await expect.element(page.getByText('Paid A$50.00 · Test: no money moves')).toBeVisible()
  await expect.poll(said).toContain('Paid A$50.00. You can join now.')
  await inspect('precall, paid')
  server.set(viewOf({ payments: [{ ...fee, state: 'card-kept', card: visa }] }))
  await expect.element(page.getByText('Card left: Visa ···· 4242')).toBeVisible()
  server.set(viewOf({ payments: [{ ...fee, waived: true }] }))
  await expect.element(page.getByText(/^Card left/)).not.toBeInTheDocument()
  await expect.element(page.getByText(/A\$50/)).not.toBeInTheDocument()
})

for (const [name, lang] of [
  ['Deutsch', 'de'],
  ['العربية', 'ar'],
] as const) {
  test(`in other words, and enlarged, nothing is cut off: ${lang}`, { timeout: 60_000 }, async () => {
    const { server } = await draw(atDoor({ test: true, state: 'failed', trouble: 'declined' }))
    await page.getByRole('combobox', { name: 'Language' }).selectOptions(name)
    await expect.poll(() => document.documentElement.lang).toBe(lang)
    await inspect(`payment, ${lang}`)
    server.set(atDoor({ ...card, state: 'opened', isOpen: true }))
    await inspect(`payment, a card, ${lang}`)
    await page.viewport(320, 256)
    await expect.poll(() => document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
  })
}
