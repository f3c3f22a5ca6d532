import type { Page } from 'puppeteer-core'
import { cards } from './support/checkout.ts'
import { named, shareFirefox, tabOpenedBy } from './support/firefox.ts'
import { startPortal } from './support/portal.ts'
import { expect, test } from './support/test.ts'

const openInFirefox = shareFirefox()
const phone = { viewport: { width: 360, height: 740 } }
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
