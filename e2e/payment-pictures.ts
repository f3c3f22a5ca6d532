/**
 * Takes the pictures of `docs/payments.md`: what a guest sees who owes a fee, and what a host sees of it, against what stands in
 * for Stripe. `node_modules/.bin/node e2e/payment-pictures.ts` writes `docs/pictures/payment-…`.
 */
import path from 'node:path'
import { connect } from './support/api.ts'
import { cards, payWith } from './support/checkout.ts'
import { launchFilmed } from './support/filmed.ts'
import { open } from './support/person.ts'
import { startProduct } from './support/product.ts'

const folder = path.join(import.meta.dirname, '../docs/pictures')
const phone = { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, locale: 'en-AU' }
const desk = { viewport: { width: 1024, height: 640 }, locale: 'en-AU' }

const product = await startProduct()
const browsers = await launchFilmed()
try {
  const api = await connect(product.demo)
  const owing = await api.book({ fee: 5000 })
  const guest = await open(browsers.guest, owing.url('Ana'), phone)
  await guest.button('Pay $50.00').waitFor()
  await guest.page.screenshot({ path: path.join(folder, 'payment-door.png') })
  await guest.button('Pay $50.00').click()
  await payWith(guest.page, cards.paid)
  await guest.page.getByText('Paid $50.00').first().waitFor()
  await guest.join()
  const host = await open(browsers.host, owing.url('Dr Vega'), desk)
  await host.join()
  await host.page.getByText('Paid $50.00').first().waitFor()
  await host.button(/^Let in/).click()
  await Promise.all([host.sees(), guest.sees()])
  await host.button(/^People/).click()
  await host.button('More for Ana').click()
  await host.button(/^Ask for payment/).click()
  const dialog = host.page.getByRole('dialog', { name: 'Ask Ana for a payment' })
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('80')
  await host.page.screenshot({ path: path.join(folder, 'payment-ask.jpg'), quality: 85 })
  await dialog.getByRole('button', { name: 'Ask for $80.00' }).click()
  await guest.button('Pay $80.00').waitFor()
  await guest.page.screenshot({ path: path.join(folder, 'payment-asked.jpg'), quality: 80 })
} finally {
  for (const browser of Object.values(browsers)) await browser.close()
  await product.close()
}
