import type { OwnPayment, SeenPayment } from '@anteroom/contract/payments'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { inspect, lookAs } from './support/looks.ts'
import { button } from './support/screen.ts'
import { ana, fee, guestsCall, hostsCall, knocking, seenFee, tom, visa } from './support/view.ts'

const url = 'https://pay.example/c/cs_test_1'
const alone = { people: [], othersJoined: false }
const request: OwnPayment = { ...fee, paymentId: 'request', reason: 'request', description: 'Medical certificate' }
const seenRequest: SeenPayment = { ...seenFee, paymentId: 'request', reason: 'request' }
const kept: SeenPayment = { ...seenFee, state: 'card-kept', collect: 'card', card: visa }
const withAna = (payments: SeenPayment[]) => hostsCall({ people: [{ ...ana, payments }] })
const openPeople = () => button(/^People/).click()
const dialog = () => page.getByRole('dialog')

test('a host asks for an amount, typed with a comma, and it is sent in cents', async () => {
  const { server, said } = await draw(withAna([seenFee]))
  await openPeople()
  await button('More for Ana Lindgren').click()
  await button('Ask for payment: Ana Lindgren').click()
  await expect.element(dialog().getByRole('combobox', { name: 'Currency' })).toHaveValue('aud')
  await inspect('ask for a payment')
  await button('Ask for it').click()
  await expect.element(page.getByText('Please write an amount such as 50.00.')).toBeVisible()
  const amount = dialog().getByRole('textbox', { name: 'Amount' })
  await expect.element(amount).toHaveFocus()
  await inspect('ask for a payment, no amount', ['dark, phone'])
  await amount.fill('0,30')
  await button('Ask for it').click()
  await expect.element(page.getByText('It must be at least A$0.50.')).toBeVisible()
  await amount.fill('49,9')
  await dialog()
    .getByRole('textbox', { name: /^What it is for/ })
    .fill('Certificate')
  expect(server.asked).toEqual([])
  await button('Ask for A$49.90').click()
  await expect
    .poll(() => server.asked)
    .toEqual([
      {
        event: 'payment:request',
        payload: { visitId: 'ana', amount: 4990, currency: 'aud', description: 'Certificate' },
      },
    ])
  await expect.element(dialog()).not.toBeInTheDocument()
  await expect.poll(said).toMatch(/Ana Lindgren.* is asked for A\$49\.90\./)
})

test('the currency is that of the last time, where nobody pays in another one', async () => {
  const { server } = await draw(hostsCall())
  await openPeople()
  const open = async () => {
    await button('More for Ana Lindgren').click()
    await button('Ask for payment: Ana Lindgren').click()
  }
  await open()
  await expect.element(dialog().getByRole('combobox', { name: 'Currency' })).toHaveValue('gbp')
  await dialog().getByRole('combobox', { name: 'Currency' }).selectOptions('Japanese Yen (JPY)')
  await dialog().getByRole('textbox', { name: 'Amount' }).fill('5,000')
  await userEvent.keyboard('{Enter}')
  await expect
    .poll(() => server.asked)
    .toEqual([{ event: 'payment:request', payload: { visitId: 'ana', amount: 5000, currency: 'jpy' } }])
  await open()
  await expect.element(dialog().getByRole('combobox', { name: 'Currency' })).toHaveValue('jpy')
})

test('what is asked for can be taken back, as long as it is not paid', async () => {
  const { server } = await draw(withAna([seenRequest]))
  await openPeople()
  await expect.element(page.getByText('A$50.00 to be paid')).toBeVisible()
  await button('More for Ana Lindgren').click()
  await inspect('people, somebody owes')
  await button('Stop asking for A$50.00: Ana Lindgren').click()
  await expect.poll(() => server.asked).toEqual([{ event: 'payment:withdraw', payload: { paymentId: 'request' } }])
  server.set(withAna([{ ...seenRequest, state: 'paid' }]))
  await expect.element(page.getByText('Paid A$50.00', { exact: true })).toBeVisible()
  await button('More for Ana Lindgren').click()
  await expect.element(button(/^Stop asking/)).not.toBeInTheDocument()
})

test('a card is charged after one more question that names whose it is, which it is and how much', async () => {
  const { server } = await draw(withAna([{ ...kept, test: true }]))
  await openPeople()
  await expect.element(page.getByText('Card kept: Visa ···· 4242 · Test')).toBeVisible()
  await button('More for Ana Lindgren').click()
  await button('Charge the card: Ana Lindgren').click()
  await expect.element(dialog().getByRole('textbox', { name: 'Amount' })).toHaveValue('50.00')
  await inspect('charge a card')
  await dialog().getByRole('textbox', { name: 'Amount' }).fill('80')
  await button('Continue').click()
  await expect
    .element(
      dialog().getByText(/^A\$80\.00 is taken at once from the card that .*Ana Lindgren.* has left: Visa ···· 4242\.$/),
    )
    .toHaveFocus()
  await inspect('charge a card?')
  expect(server.asked).toEqual([])
  await button('Charge A$80.00').dblClick()
  await expect
    .poll(() => server.asked)
    .toEqual([
      { event: 'payment:charge', payload: { paymentId: 'fee', amount: 8000, description: 'Follow-up, 20 minutes' } },
    ])
  await expect.element(dialog()).not.toBeInTheDocument()
})

const outcomes = [
  ['paid', /Ana Lindgren.* has paid A\$50\.00$/, 'Paid A$50.00'],
  ['needs-action', /Ana Lindgren.*’s bank asks for approval of A\$50\.00$/, 'A$50.00: the bank asks for approval'],
  ['failed', /Ana Lindgren.*’s card was not charged A\$50\.00$/, 'A$50.00 not paid yet'],
] as const
for (const [state, title, seen] of outcomes) {
  test(`a host reads and hears what became of a charge: ${state}`, async () => {
    const { server, said } = await draw(withAna([{ ...kept, state: 'charging' }]))
    await openPeople()
    await expect.element(page.getByText('Charging A$50.00…')).toBeVisible()
    server.set(withAna([{ ...kept, state }]))
    await expect.element(page.getByText(title)).toBeVisible()
    await expect.poll(said).toMatch(title.source.endsWith('$') ? new RegExp(title.source.slice(0, -1)) : title)
    await button('Close').first().click()
    await expect.element(page.getByText(seen, { exact: true })).toBeVisible()
    await inspect(`a charge, ${state}`)
  })
}

test('of a charge that Stripe has not taken from the practice nobody reads that a bank has declined it', async () => {
  const { server } = await draw(withAna([{ ...kept, state: 'charging' }]))
  server.set(withAna([{ ...kept, state: 'failed', trouble: 'account' }]))
  await expect.element(page.getByText(/^Stripe has refused this payment\. Nothing was charged\./)).toBeVisible()
  await expect.element(page.getByText(/The bank has declined it/)).not.toBeInTheDocument()
})

test('a charge that a bank asks about is given up, and both read that nobody has answered', async () => {
  const asked: SeenPayment = { ...kept, state: 'needs-action' }
  const { server } = await draw(withAna([asked]))
  await openPeople()
  await button('More for Ana Lindgren').click()
  await button('Stop asking for A$50.00: Ana Lindgren').click()
  await expect.poll(() => server.asked).toEqual([{ event: 'payment:withdraw', payload: { paymentId: 'fee' } }])
  server.set(withAna([{ ...asked, state: 'failed', trouble: 'unanswered' }]))
  await expect.element(page.getByText(/^Nobody has answered what the bank asked\. You can charge/)).toBeVisible()
  const own: OwnPayment = { ...fee, state: 'needs-action', collect: 'card', card: visa }
  server.set(guestsCall({ payments: [own] }))
  await expect.element(button('Go to the bank’s page').first()).toBeVisible()
  server.set(guestsCall({ payments: [{ ...own, state: 'failed', trouble: 'unanswered' }] }))
  await expect.element(page.getByText(/^Nobody has answered what your bank asked/).first()).toBeVisible()
  await expect.element(button('Go to the bank’s page')).not.toBeInTheDocument()
})

const givenBack = [{ amount: 5000, currency: 'aud' }]

test('that somebody has paid twice is read by hosts, also beside the name', async () => {
  const { server } = await draw(withAna([{ ...seenFee, state: 'paid' }]))
  await openPeople()
  await expect.element(page.getByText('Paid A$50.00', { exact: true })).toBeVisible()
  server.set(withAna([{ ...seenFee, state: 'paid', givenBack }]))
  await expect.element(page.getByText(/Ana Lindgren.* has paid A\$50\.00 too much$/)).toBeVisible()
  await expect.element(page.getByText('A$50.00 paid too much, goes back')).toBeVisible()
})

test('who has paid twice in the call reads that it goes back', async () => {
  const { server, said } = await draw(guestsCall({ payments: [request] }))
  await expect.element(button('Pay A$50.00')).toBeVisible()
  server.set(guestsCall({ payments: [{ ...request, state: 'paid', givenBack }] }))
  const text = 'You have paid A$50.00 too much. It goes back to your card.'
  await expect.element(page.getByText(text).first()).toBeVisible()
  await expect.poll(said).toContain(text)
})

test('whoever is asked in a call pays in a tab of its own, and both see it arrive', async () => {
  const { server, wayOut, said } = await draw(guestsCall())
  server.set(guestsCall({ payments: [request] }))
  await expect.element(page.getByText('Riverside Clinic asks you for A$50.00')).toBeVisible()
  await expect.element(page.getByText('Medical certificate')).toBeVisible()
  await expect.poll(said).toContain('Riverside Clinic asks you for A$50.00.')
  await inspect('asked in the call')
  await lookAs('light, wide')
  server.answers['payment:open'] = { ok: true, url }
  await button('Pay A$50.00').dblClick()
  await expect.poll(() => wayOut.tabs).toEqual([{ url, closed: false }])
  expect(wayOut.wentTo).toEqual([])
  await expect.element(page.getByText('Please pay in the tab that has opened')).toBeVisible()
  server.set(guestsCall({ payments: [{ ...request, state: 'paid' }] }))
  await expect.element(page.getByText('You have paid A$50.00. Thank you.').first()).toBeVisible()
  await expect.poll(said).toContain('You have paid A$50.00. Thank you.')
  await inspect('paid in the call')
})

test('where the tab is blocked there is a link, and the call goes on', async () => {
  const { server, wayOut } = await draw(guestsCall({ payments: [request] }))
  wayOut.isBlocked = true
  server.answers['payment:open'] = { ok: true, url }
  await button('Pay A$50.00').click()
  await expect.element(page.getByRole('link', { name: 'Open payment page' })).toHaveAttribute('href', url)
  await inspect('asked in the call, no tab')
})

test('on a phone the reason why it did not work takes the place of who asks', async () => {
  await lookAs('light, phone')
  await draw(guestsCall({ payments: [{ ...request, state: 'failed', trouble: 'declined', test: true }] }))
  await expect.element(page.getByText(/^Test · Your bank has declined the card\./)).toBeVisible()
  await expect.element(page.getByText(/asks you for/)).not.toBeInTheDocument()
  await expect.element(button('Pay A$50.00')).toBeVisible()
})

test('what is put off stands beside one’s own name', async () => {
  await draw(guestsCall({ payments: [{ ...request, paymentId: 'put-off', test: true }] }))
  await button('Later').click()
  await expect.element(page.getByText(/asks you for/)).not.toBeInTheDocument()
  await openPeople()
  await expect.element(page.getByText(/^Riverside Clinic asks you for A\$50\.00 · Test: no money moves/)).toBeVisible()
  await expect.element(button('Pay A$50.00')).toBeVisible()
  await inspect('put off, people')
})

test('a bank that asks for approval leads to its page', async () => {
  const { server, wayOut } = await draw(guestsCall({ payments: [{ ...fee, state: 'needs-action', card: visa }] }))
  await expect.element(page.getByText('Your bank asks you to approve A$50.00')).toBeVisible()
  server.answers['payment:open'] = { ok: true, url: 'https://bank.example/3ds' }
  await button('Go to the bank’s page').click()
  await expect.poll(() => wayOut.tabs).toEqual([{ url: 'https://bank.example/3ds', closed: false }])
})

test('a request that is taken back goes away, and that is told', async () => {
  const { server, said } = await draw(guestsCall({ payments: [request] }))
  await expect.element(button('Pay A$50.00')).toBeVisible()
  server.set(guestsCall({ payments: [{ ...request, state: 'withdrawn' }] }))
  await expect.element(button('Pay A$50.00')).not.toBeInTheDocument()
  await expect.poll(said).toContain('You are no longer asked for A$50.00.')
})

test('a fee that somebody was let in without is not asked for in the call', async () => {
  await draw(guestsCall({ payments: [{ ...fee, waived: true }] }))
  await openPeople()
  await expect.element(page.getByText('Ana Lindgren (you)')).toBeVisible()
  await expect.element(button(/^Pay/)).not.toBeInTheDocument()
})

test('beside whoever waits stands what they pay, and who is at the payment can be let in without', async () => {
  const waiting = [
    { ...knocking, payments: [{ ...seenFee, state: 'paid' as const }] },
    { ...knocking, visitId: 'tom', name: tom.name, payments: [{ ...seenFee, collectable: false }] },
    { ...knocking, visitId: 'kim', name: 'Kim', payments: [kept] },
  ]
  const paying = [{ visitId: 'bo', name: 'Bo Chen', connected: true }]
  const { server, said } = await draw(hostsCall({ ...alone, waiting, paying }))
  await expect.element(page.getByText('Paid A$50.00', { exact: true })).toBeVisible()
  await expect.element(page.getByText('A$50.00 cannot be collected')).toBeVisible()
  await expect.element(page.getByText('Card kept: Visa ···· 4242')).toBeVisible()
  await expect.element(page.getByText(/Bo Chen.* is at the payment$/).first()).toBeVisible()
  await inspect('knock, with payments')
  await lookAs('light, wide')
  await button('Let in without payment: Bo Chen').first().click()
  expect(server.asked).toEqual([])
  await inspect('let in without payment?', ['light, wide', 'dark, wide'])
  await dialog().getByRole('button', { name: 'Let in without payment' }).click()
  await expect.poll(() => server.asked).toEqual([{ event: 'payment:waive', payload: { visitId: 'bo' } }])
  await expect.poll(said).toMatch(/Bo Chen.* goes on without payment\./)
})

test('nobody waits and somebody is at the payment: hosts see so, also on a phone', async () => {
  const paying = [{ visitId: 'bo', name: 'Bo Chen', connected: true }]
  await draw(hostsCall({ ...alone, paying }))
  await expect.element(page.getByText(/Bo Chen.* is at the payment$/)).toBeVisible()
  await inspect('somebody is at the payment')
  await lookAs('light, wide')
  await openPeople()
  await expect.element(page.getByRole('complementary').getByText(/Bo Chen.* is at the payment$/)).toBeVisible()
})

test('without the plugin there is no trace of it', async () => {
  const settings = { plugins: ['chat' as const, 'waiting-room' as const] }
  await draw(hostsCall({ settings }))
  await openPeople()
  await button('More for Ana Lindgren').click()
  await expect.element(button('Put on hold: Ana Lindgren')).toBeVisible()
  await expect.element(button(/payment|card/i)).not.toBeInTheDocument()
})
