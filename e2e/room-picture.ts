/**
 * Takes the picture of the room that the README shows: a real call of two in Chromium, whose cameras show people who
 * are drawn. `node_modules/.bin/node e2e/room-picture.ts` writes `docs/pictures/room.png`.
 */
import path from 'node:path'
import { connect } from './support/api.ts'
import { launchFilmed } from './support/filmed.ts'
import { open } from './support/person.ts'
import { startProduct } from './support/product.ts'

/** Where it is morning when this is written. */
const opening = { viewport: { width: 1280, height: 800 }, locale: 'en-GB', timezoneId: 'Australia/Sydney' }

const product = await startProduct()
const browsers = await launchFilmed()
try {
  const api = await connect(product.demo)
  const session = await api.book({
    name: 'Follow-up',
    people: [
      { name: 'Dr Vega', role: 'host' },
      { name: 'Ana Lind', role: 'guest' },
    ],
  })
  const host = await open(browsers.host, session.url('Dr Vega'), opening)
  await host.join()
  const guest = await open(browsers.guest, session.url('Ana Lind'), opening)
  await guest.join()
  await host.button(/^Let in/).click()
  await Promise.all([host.sees(), guest.sees()])
  await guest.button('Chat').click()
  await guest.page.getByRole('textbox').fill('Good morning! The new tablets work well.')
  await guest.page.keyboard.press('Enter')
  await host.button(/^Chat/).click()
  await host.page.getByText('The new tablets work well.').first().waitFor()
  await host.page.getByRole('textbox').fill('I am glad to hear that. Any dizziness?')
  await host.page.keyboard.press('Enter')
  await host.page.waitForTimeout(3_500)
  await host.page.screenshot({ path: path.join(import.meta.dirname, '../docs/pictures/room.png') })
} finally {
  for (const browser of Object.values(browsers)) await browser.close()
  await product.close()
}
