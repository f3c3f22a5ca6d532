import { expect, type Page } from '@playwright/test'
import type { Demo } from './product.ts'

/** Test cards of Stripe's, by what becomes of them. */
export const cards = {
  paid: '4242424242424242',
  declined: '4000000000000002',
  declinedLater: '4000000000000341',
  asksBank: '4000002500003155',
  asksEachTime: '4000002760003184',
  disputed: '4000000000000259',
} as const

/** Somebody types a card into the page of Stripe's stand-in, to pay or to leave it. */
export async function payWith(page: Page, number: string) {
  await page.getByRole('textbox', { name: 'Card number' }).fill(number)
  await page.getByRole('textbox', { name: 'Expiry' }).fill('12 / 40')
  await page.getByRole('textbox', { name: 'Security code' }).fill('123')
  await page.getByRole('button', { name: /^(Pay |Save card)/ }).click()
}

/** Something happens at Stripe that nobody does in a page; done once it has. */
export async function atStripe({ stripe_stand_in_url }: Demo, what: string, ...given: unknown[]) {
  const response = await fetch(new URL('/_control', stripe_stand_in_url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ do: what, with: given }),
  })
  expect(response.status, await response.text()).toBe(200)
}

/** The session of Stripe's that a page shows. */
export function sessionOf(page: Page): string {
  const [id] = /cs_[A-Za-z0-9_]+/.exec(page.url()) ?? []
  if (!id) throw new Error(`${page.url()} is no page to pay on`)
  return id
}
