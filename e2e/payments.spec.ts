import { askForPayment, cards, payWith } from './support/checkout.ts'
import { press, tabTo } from './support/keyboard.ts'
import { inspectInEachLook } from './support/looks.ts'
import { startPortal } from './support/portal.ts'
import { watchForStrangers } from './support/strangers.ts'
import { expect, test } from './support/test.ts'

const heading = { level: 1 } as const
/** Beside what is said of it once. */
const paid = 'Paid A$50.00 · Test'
const phone = { viewport: { width: 360, height: 740 } }

test('a guest pays on their phone, comes back by themselves, knocks, and the host sees that it is paid', async ({
  api,
  visit,
}) => {
  const session = await api.book({ fee: 5000 })
  const strangers = watchForStrangers(session.url('Ana'))
  const guest = await visit(session.url('Ana'), { ...phone, prepare: strangers.prepare })
  await expect(guest.page.getByRole('heading', heading)).toHaveText('Please pay before you join')
  await expect(guest.page.getByText('Initial consultation')).toBeVisible()
  await expect(guest.page.getByText('Test: no money moves')).toBeVisible()
  await guest.button('Pay A$50.00').click()
  await payWith(guest.page, cards.paid)
  await expect(guest.page.getByText(paid)).toBeVisible()
  await guest.join()
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  await expect(host.page.getByText(paid).first()).toBeVisible()
  await host.button(/^Let in/).click()
  await Promise.all([guest.sees(), host.sees()])
  strangers.expectNone()
})

test('a card is declined, then a bank asks, says no, and says yes', async ({ api, visit }) => {
  const session = await api.book({ fee: 5000 })
  const { page, button } = await visit(session.url('Ana'))
  await button('Pay A$50.00').click()
  await payWith(page, cards.declined)
  await expect(page.getByRole('alert')).toContainText('declined')
  await payWith(page, cards.asksBank)
  await button('Refuse').click()
  await payWith(page, cards.asksBank)
  await button('Approve').click()
  await expect(page.getByRole('heading', heading)).toHaveText('Ready to join?')
  await expect(page.getByText(paid)).toBeVisible()
})

test('who cancels reads that nothing was charged', async ({ api, visit }) => {
  const session = await api.book({ fee: 5000 })
  const { page, button } = await visit(session.url('Ana'))
  await inspectInEachLook(page, 'payment')
  await button('Pay A$50.00').click()
  await page.getByRole('link', { name: 'Cancel and go back' }).click()
  await expect(page.getByText('Nothing was charged so far')).toBeVisible()
  await inspectInEachLook(page, 'payment, cancelled')
})

test('who gives up after a card was declined reads so, and pays with another one', async ({ api, visit }) => {
  const session = await api.book({ fee: 5000 })
  const { page, button } = await visit(session.url('Ana'))
  await button('Pay A$50.00').click()
  await payWith(page, cards.declined)
  await page.getByRole('link', { name: 'Cancel and go back' }).click()
  await expect(page.getByText('Your bank has declined the card.')).toBeVisible()
  await inspectInEachLook(page, 'payment, declined')
  await button('Pay A$50.00').click()
  await payWith(page, cards.paid)
  await expect(page.getByText(paid)).toBeVisible()
  await inspectInEachLook(page, 'precall, paid')
})

test.describe('in a frame on a page of another site', () => {
  for (const isBlocked of [false, true]) {
    const way = isBlocked ? 'by a link, as the browser opens no tab by itself' : 'in a tab that opens'
    test(`somebody pays ${way}, and the frame goes on by itself`, async ({ api, visit }) => {
      const session = await api.book({ fee: 5000 })
      const portal = await startPortal({
        html: `<iframe title="Consultation" width="900" height="700" allow="camera; microphone" src="${session.url('Ana')}"></iframe>`,
      })
      try {
        const { page, context } = await visit('about:blank')
        if (isBlocked) {
          await page.addInitScript(() => {
            window.open = () => null
          })
        }
        await page.goto(portal.origin)
        const room = page.frameLocator('iframe')
        const opened = context.waitForEvent('page')
        await room.getByRole('button', { name: 'Pay A$50.00' }).click()
        if (isBlocked) await room.getByRole('link', { name: 'Open payment page' }).click()
        else await expect(room.getByText('Please pay in the tab that has opened')).toBeVisible()
        await payWith(await opened, cards.paid)
        await expect(room.getByRole('heading', heading)).toHaveText('Ready to join?')
        await expect(room.getByText(paid)).toBeVisible()
      } finally {
        portal.close()
      }
    })
  }
})

test('who is days early pays on the page that counts down', async ({ api, visit }) => {
  const session = await api.book({ fee: 5000, from: 3 * 24 * 60, to: 3 * 24 * 60 + 30 })
  const { page, button } = await visit(session.url('Ana'))
  await expect(page.getByRole('heading', heading)).toHaveText('You are early')
  await inspectInEachLook(page, 'too early, with a fee')
  await button('Pay A$50.00').click()
  await payWith(page, cards.paid)
  await expect(page.getByRole('heading', heading)).toHaveText('You are early')
  await expect(page.getByText(paid)).toBeVisible()
  await inspectInEachLook(page, 'too early, paid')
})

test('a host lets somebody in who has not paid', async ({ api, visit }) => {
  const session = await api.book({ fee: 5000 })
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const guest = await visit(session.url('Ana'))
  await expect(guest.page.getByRole('heading', heading)).toHaveText('Please pay before you join')
  await host.button('Let in without payment: Ana').first().click()
  await host.page.getByRole('dialog').getByRole('button', { name: 'Let in without payment' }).click()
  await expect(host.page.getByText('Ana is at the payment')).toBeHidden()
  await guest.join()
  await host
    .button(/^Let in Ana|^Let in$/)
    .first()
    .click()
  await Promise.all([guest.sees(), host.sees()])
})

test('a host asks for an amount in the call, which goes on while the guest pays in a tab', async ({ api, visit }) => {
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  const strangers = watchForStrangers(session.url('Ana'))
  const host = await visit(session.url('Dr Vega'), { prepare: strangers.prepare })
  await host.join()
  const guest = await visit(session.url('Ana'), { prepare: strangers.prepare })
  await guest.join()
  await host.sees()
  await askForPayment(host)
  const opened = guest.context.waitForEvent('page')
  await guest.button('Pay A$80.00').click()
  await payWith(await opened, cards.paid)
  await expect(guest.page.getByText('You have paid A$80.00. Thank you. · Test')).toBeVisible()
  await expect(host.page.getByText('Ana has paid A$80.00 · Test')).toBeVisible()
  await Promise.all([guest.sees(), host.sees()])
  strangers.expectNone()
})

test('in Arabic and with the keyboard alone', async ({ api, visit }) => {
  const session = await api.book({ fee: 5000 })
  const { page, button } = await visit(session.url('Ana'), { locale: 'ar' })
  await expect(page.getByRole('heading', heading)).toHaveText('يُرجى الدفع قبل الانضمام')
  await inspectInEachLook(page, 'payment', 'ar')
  await press(button(/^دفع/))
  await tabTo(page.getByRole('textbox', { name: 'Card number' }))
  for (const typed of [cards.paid, '12 / 40', '123']) {
    await page.keyboard.type(typed)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^تم دفع/).first()).toBeVisible()
  await expect(button(/^انضمام/)).toBeVisible()
})

test('without the plugin nothing of it comes to a page', async ({ api, visit }) => {
  const session = await api.book({ fee: 5000, flags: ['-plugin;coviu-stripe-payments-resource-plugin'] })
  const strangers = watchForStrangers(session.url('Ana'))
  const { page } = await visit('about:blank', { prepare: strangers.prepare })
  const seen: string[] = []
  page.on('request', (request) => seen.push(request.url()))
  page.on('console', (message) => seen.push(message.text()))
  await page.goto(session.url('Ana'))
  await expect(page.getByRole('heading', heading)).toHaveText('Ready to join?')
  await expect(page.getByText('Your microphone works')).toBeVisible()
  expect(seen.filter((text) => /payment|stripe/i.test(text))).toEqual([])
  expect(await page.content()).not.toMatch(/A\$50|stripe/i)
  strangers.expectNone()
})
