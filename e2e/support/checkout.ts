import { must } from '@anteroom/client'
import { expect, type Page } from '@playwright/test'
import type { Api, Session } from './api.ts'
import type { Person } from './person.ts'
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
export function sessionOf(page: { url(): string }): string {
  const [id] = /cs_[A-Za-z0-9_]+/.exec(page.url()) ?? []
  if (!id) throw new Error(`${page.url()} is no page to pay on`)
  return id
}

async function openMoreForAna(button: Person['button']) {
  const more = button('More for Ana')
  if (!(await more.isVisible())) await button(/^People/).click()
  await more.click()
}

/** The host asks Ana for A$80.00. */
export async function askForPayment({ page, button }: Person) {
  await openMoreForAna(button)
  await button(/^Ask for payment/).click()
  const dialog = page.getByRole('dialog', { name: 'Ask Ana for a payment' })
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('80')
  await dialog.getByRole('combobox', { name: 'Currency' }).selectOption('aud')
  await dialog.getByRole('button', { name: 'Ask for A$80.00' }).click()
}

/** The host charges the card that Ana has left A$80.00. */
export async function charge({ page, button }: Person) {
  await openMoreForAna(button)
  await button(/^Charge the card/).click()
  const dialog = page.getByRole('dialog', { name: 'Charge Ana’s card' })
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('80')
  await dialog.getByRole('button', { name: 'Continue' }).click()
  const sure = page.getByRole('dialog', { name: 'Charge A$80.00?' })
  await expect(sure).toContainText('A$80.00 is taken at once from the card that Ana has left: Visa ···· ')
  await sure.getByRole('button', { name: 'Charge A$80.00' }).click()
}

const pathOf = ({ participants }: Session) => {
  const ana = participants.find(({ display_name }) => display_name === 'Ana')
  if (!ana) throw new Error('Ana is not expected')
  return { params: { path: { participant_id: ana.participant_id } } }
}

/** What the practice's software reads of Ana's payment, and does about it. */
export const paymentOf = async ({ client }: Api, session: Session) =>
  must(client.GET('/v1/participants/{participant_id}/payment', pathOf(session)))
export const askForFee = ({ client }: Api, session: Session, amount: number) => {
  const body = { fee: JSON.stringify({ amount, currency: 'aud' }) }
  return must(client.PUT('/v1/participants/{participant_id}', { ...pathOf(session), body }))
}
export const refund = ({ client }: Api, session: Session, body: { amount?: number }) =>
  must(client.POST('/v1/participants/{participant_id}/payment/refund', { ...pathOf(session), body }))
export const chargeByApi = ({ client }: Api, session: Session, body: { amount: number }) =>
  must(client.POST('/v1/participants/{participant_id}/payment/charge', { ...pathOf(session), body }))
