import type { Page } from 'puppeteer-core'
import {
  askForPayment,
  atStripe,
  cards,
  charge,
  chargeByApi,
  payWith as payInChromium,
  paymentOf,
  refund,
  sessionOf,
} from './support/checkout.ts'
import { named, shareFirefox, tabOpenedBy } from './support/firefox.ts'
import { startPortal } from './support/portal.ts'
import { expect, test } from './support/test.ts'

const openInFirefox = shareFirefox()
const phone = { viewport: { width: 360, height: 740 } }
const inThreeDays = { from: 3 * 24 * 60, to: 3 * 24 * 60 + 30 }
/** Beside what is said of it once. */
const paid = 'Paid A$50.00 · Test'

test.describe.configure({ timeout: 180_000 })

/** Typed letter by letter a card takes ten seconds here, and the page is not ours. */
async function payWith(page: Page, number: string, button = 'Pay A$50.00') {
  await named(page, 'textbox', 'Card number').wait()
  await page.evaluate((card) => {
    for (const [name, typed] of Object.entries({ number: card, expiry: '12 / 40', cvc: '123' })) {
      const field = document.querySelector<HTMLInputElement>(`input[name="${name}"]`)
      if (field) field.value = typed
    }
  }, number)
  await named(page, 'button', button).click()
}

test('Firefox: a guest cancels, is declined, has their bank asked, pays on a phone, and goes in', async ({
  api,
  visit,
}) => {
  const session = await api.book({ fee: 5000 })
  const guest = await openInFirefox(session.url('Ana'), phone)
  await guest.reads('Please pay before you join')
  await guest.click('Pay A$50.00')
  await guest.follow('Cancel and go back')
  await guest.reads('Nothing was charged so far')
  await guest.click('Pay A$50.00')
  await payWith(guest.page, cards.declined)
  await guest.reads('declined')
  await payWith(guest.page, cards.asksBank)
  await guest.click('Refuse')
  await payWith(guest.page, cards.asksBank)
  await guest.click('Approve')
  await guest.reads('Ready to join?')
  await guest.reads(paid)
  await guest.click('Join')
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  await expect(host.page.getByText(paid).first()).toBeVisible()
  await host.button(/^Let in/).click()
  await Promise.all([guest.sees(), host.sees()])
})

test('Firefox: who is days early pays on a new page as the first one has closed, and reads what is given back', async ({
  api,
  product,
}) => {
  const session = await api.book({ fee: 5000, ...inThreeDays })
  const { page, click, reads } = await openInFirefox(session.url('Ana'), phone)
  await reads('You can pay now')
  await click('Pay A$50.00')
  await named(page, 'textbox', 'Card number').wait()
  await atStripe(product.demo, 'expire', sessionOf(page))
  await page.goBack()
  await reads('The payment page was open for too long and has closed.')
  await click('Pay A$50.00')
  await payWith(page, cards.paid)
  await reads('You are early')
  await reads(paid)
  await refund(api, session, { amount: 2000 })
  await reads('Paid A$50.00, a part was refunded · Test')
  await refund(api, session, {})
  await reads('A$50.00 was refunded · Test')
})

test('Firefox: in Arabic and with the keyboard alone', async ({ api }) => {
  const session = await api.book({ fee: 5000 })
  const { page, press, reads, tabTo } = await openInFirefox(session.url('Ana'), { ...phone, language: 'ar' })
  await reads('يُرجى الدفع قبل الانضمام')
  expect(await page.evaluate(() => document.dir)).toBe('rtl')
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await tabTo('::-p-xpath(//button[starts-with(normalize-space(), "دفع")])')
  await press('Enter')
  await tabTo('::-p-aria([name="Card number"][role="textbox"])')
  for (const typed of [cards.paid, '12 / 40', '123']) {
    await page.keyboard.type(typed)
    await press('Tab')
  }
  await press('Enter')
  await reads('تم دفع')
  await tabTo('::-p-xpath(//button[starts-with(normalize-space(), "انضمام")])')
})

test.describe('Firefox: in a frame on a page of another site', () => {
  for (const isBlocked of [false, true]) {
    const way = isBlocked ? 'by a link, as the browser opens no tab by itself' : 'in a tab that opens'
    test(`somebody pays ${way}, and the frame goes on by itself`, async ({ api }) => {
      const session = await api.book({ fee: 5000 })
      const portal = await startPortal({
        html: `<iframe title="Consultation" width="900" height="700" allow="camera; microphone" src="${session.url('Ana')}"></iframe>`,
      })
      try {
        const { page } = await openInFirefox('about:blank')
        if (isBlocked) {
          await page.evaluateOnNewDocument(() => {
            window.open = () => null
          })
        }
        await page.goto(portal.origin)
        const room = await (await page.waitForSelector('iframe'))?.contentFrame()
        if (!room) throw new Error('there is no frame')
        const press = (role: 'button' | 'link', name: string) => named(room, role, name).click()
        if (isBlocked) await press('button', 'Pay A$50.00')
        const tab = await tabOpenedBy(page, () =>
          isBlocked ? press('link', 'Open payment page') : press('button', 'Pay A$50.00'),
        )
        await payWith(tab, cards.paid)
        // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not read.
        const words = () => room.evaluate(() => document.body.innerText)
        await expect.poll(words, { timeout: 20_000 }).toContain(paid)
        expect(await words()).toContain('Ready to join?')
      } finally {
        portal.close()
      }
    })
  }
})

test('Firefox: a bank asks about a card that is charged, another amount is asked for: both in tabs, and the call goes on', async ({
  api,
  visit,
}) => {
  const session = await api.book({ fee: 5000, collect: 'card' })
  const guest = await openInFirefox(session.url('Ana'), phone)
  await guest.click('Leave a card')
  await payWith(guest.page, cards.asksEachTime, 'Save card')
  await guest.click('Approve')
  await guest.reads('Card left: Visa')
  await guest.click('Join')
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  await host.button(/^Let in/).click()
  await host.sees()
  await charge(host)
  await guest.reads('Your bank asks you to approve A$80.00')
  const bank = await guest.tabOf('Go to the bank’s page')
  await named(bank, 'button', 'Approve').click()
  await guest.reads('You have paid A$80.00. Thank you.')
  const arrived = host.page.getByText('Ana has paid A$80.00 · Test')
  await expect(arrived).toBeVisible()
  await guest.page.bringToFront()
  await askForPayment(host)
  await payWith(await guest.tabOf('Pay A$80.00'), cards.paid, 'Pay A$80.00')
  await expect(arrived).toHaveCount(2)
  await guest.page.bringToFront()
  await Promise.all([guest.sees(), host.sees()])
})

test('Firefox: a card is charged after the call: its owner agrees on the page that the practice passes on', async ({
  api,
}) => {
  const session = await api.book({ fee: 5000, collect: 'card', flags: ['-plugin;waiting-room'] })
  const { page, click, reads } = await openInFirefox(session.url('Ana'))
  await click('Leave a card')
  await payWith(page, cards.asksEachTime, 'Save card')
  await click('Approve')
  await reads('Card left: Visa')
  await click('Join')
  await click('Leave')
  await reads('You have left the call')
  const { state, action_url } = await chargeByApi(api, session, { amount: 8000 })
  expect(state).toBe('needs-action')
  await page.goto(String(action_url))
  await click('Approve')
  await expect.poll(() => paymentOf(api, session)).toMatchObject({ state: 'paid', amount: 8000 })
  await reads('Paid A$80.00 · Test')
})

test('Firefox: a host lets in who has not paid, asks for an amount in the call, and reads that it is disputed', async ({
  api,
  visit,
}) => {
  const session = await api.book({ fee: 5000 })
  const host = await openInFirefox(session.url('Dr Vega'))
  await host.click('Start call')
  const guest = await visit(session.url('Ana'))
  await host.click('Let in without payment: Ana')
  await host.click('Let in without payment')
  await guest.join()
  await host.readsNoMore('Ana is at the payment')
  await host.click('Let in Ana')
  await Promise.all([guest.sees(), host.sees()])
  await host.click('People, 2 in the call')
  await host.click('More for Ana')
  await host.click('Ask for payment: Ana')
  await named(host.page, 'textbox', 'Amount').fill('80')
  await named(host.page, 'combobox', 'Currency').fill('aud')
  await host.click('Ask for A$80.00')
  const opened = guest.context.waitForEvent('page')
  await guest.button('Pay A$80.00').click()
  await payInChromium(await opened, cards.disputed)
  await host.reads('A$80.00 is disputed · Test')
  await Promise.all([guest.sees(), host.sees()])
})

test('Firefox: without the plugin nothing of it comes to a page', async ({ api }) => {
  const session = await api.book({ fee: 5000, flags: ['-plugin;coviu-stripe-payments-resource-plugin'] })
  const { page, reads } = await openInFirefox('about:blank')
  const seen: string[] = []
  page.on('request', (request) => seen.push(request.url()))
  page.on('console', (message) => seen.push(message.text()))
  await page.goto(session.url('Ana'))
  await reads('Ready to join?')
  await reads('No problems found')
  expect(seen).not.toEqual([])
  expect(seen.filter((text) => /payment|stripe/i.test(text))).toEqual([])
  expect(await page.content()).not.toMatch(/A\$50|stripe/i)
})
