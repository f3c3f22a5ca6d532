import { expect, test } from '@playwright/test'
import { connect } from './support/api.ts'
import { open } from './support/person.ts'
import { startProduct } from './support/product.ts'

// Takes long: a product of its own, and whoever is one too many tries again only every few seconds.
test('whoever is one too many reads so, and goes on by themselves once there is room', async ({ browser }) => {
  const product = await startProduct({ ROOM_PAGES_AT_ONCE: '1' })
  try {
    const api = await connect(product.demo)
    const session = await api.book()
    const host = await open(browser, session.url('Dr Vega'))
    await host.join()
    const ana = await open(browser, session.url('Ana'))
    const banner = ana.page.getByText('One moment: many people are coming in…').first()
    await expect(banner).toBeVisible()
    await host.close()
    await expect(banner).toBeHidden({ timeout: 20_000 })
    await ana.join()
    await ana.close()
  } finally {
    await product.close()
  }
})
