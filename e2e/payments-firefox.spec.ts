import type { Page } from 'puppeteer-core'
import { cards } from './support/checkout.ts'
import { findFirefox, launchFirefox, named, openInFirefox } from './support/firefox.ts'
import { startPortal } from './support/portal.ts'
import { expect, test } from './support/test.ts'

const firefox = findFirefox()
test.skip(!firefox, 'There is no Firefox here, and none could be installed (FIREFOX_PATH names one)')

/** Typed letter by letter a card takes ten seconds here, and the page is not ours. */
async function payWith(page: Page, number: string) {
  await named(page, 'textbox', 'Card number').wait()
  await page.evaluate((card) => {
    for (const [name, typed] of Object.entries({ number: card, expiry: '12 / 40', cvc: '123' })) {
      const field = document.querySelector<HTMLInputElement>(`input[name="${name}"]`)
      if (field) field.value = typed
    }
  }, number)
  await named(page, 'button', 'Pay A$50.00').click()
}

test('Firefox: a guest cancels, is declined, has their bank asked, pays on a phone, and goes in', async ({
  api,
  visit,
}) => {
  test.setTimeout(180_000)
  const browser = await launchFirefox(String(firefox))
  try {
    const session = await api.book({ fee: 5000 })
    const guest = await openInFirefox(browser, session.url('Ana'))
    await guest.page.setViewport({ width: 360, height: 740 })
    await guest.reads('Please pay before you join')
    await guest.click('Pay A$50.00')
    await named(guest.page, 'link', 'Cancel and go back').click()
    await guest.reads('Nothing was charged so far')
    await guest.click('Pay A$50.00')
    await payWith(guest.page, cards.declined)
    await guest.reads('declined')
    await payWith(guest.page, cards.asksBank)
    await guest.click('Refuse')
    await payWith(guest.page, cards.asksBank)
    await guest.click('Approve')
    await guest.reads('Ready to join?')
    await guest.reads('Paid A$50.00 · Test')
    await guest.click('Join')
    const host = await visit(session.url('Dr Vega'))
    await host.join()
    await expect(host.page.getByText('Paid A$50.00 · Test').first()).toBeVisible()
    await host.button(/^Let in/).click()
    await Promise.all([guest.sees(), host.sees()])
  } finally {
    await browser.close()
  }
})

test('Firefox: in a frame on a page of another site somebody pays in a tab, and the frame goes on by itself', async ({
  api,
}) => {
  test.setTimeout(120_000)
  const browser = await launchFirefox(String(firefox))
  const session = await api.book({ fee: 5000 })
  const portal = await startPortal({
    html: `<iframe title="Consultation" width="900" height="700" allow="camera; microphone" src="${session.url('Ana')}"></iframe>`,
  })
  try {
    const page = await browser.newPage()
    await page.goto(portal.origin)
    const room = await (await page.waitForSelector('iframe'))?.contentFrame()
    if (!room) throw new Error('there is no frame')
    const opened = new Promise<Page>((resolve) => {
      browser.once('targetcreated', (target) => resolve(target.page() as Promise<Page>))
    })
    await room.locator('::-p-aria([name="Pay A$50.00"][role="button"])').click()
    await payWith(await opened, cards.paid)
    // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not read.
    const words = () => room.evaluate(() => document.body.innerText)
    await expect.poll(words, { timeout: 20_000 }).toContain('Paid A$50.00 · Test')
    expect(await words()).toContain('Ready to join?')
  } finally {
    portal.close()
    await browser.close()
  }
})
