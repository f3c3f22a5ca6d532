import type { Page } from '@playwright/test'

/** Test cards of Stripe's, by what becomes of them. */
export const cards = { paid: '4242424242424242', declined: '4000000000000002', asksBank: '4000002500003155' } as const

/** Somebody types a card into the page of Stripe's stand-in. */
export async function payWith(page: Page, number: string) {
  await page.getByRole('textbox', { name: 'Card number' }).fill(number)
  await page.getByRole('textbox', { name: 'Expiry' }).fill('12 / 40')
  await page.getByRole('textbox', { name: 'Security code' }).fill('123')
  await page.getByRole('button', { name: /^Pay / }).click()
}
