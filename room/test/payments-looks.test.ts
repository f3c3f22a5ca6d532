import type { OwnPayment, SeenPayment } from '@anteroom/contract/payments'
import { expect, onTestFinished, test } from 'vitest'
import { page } from 'vitest/browser'
import { laterWords } from '../src/words/words.ts'
import { draw } from './support/draw.ts'
import { inspect, lookAs, untilLaidOut } from './support/looks.ts'
import { button } from './support/screen.ts'
import { ana, fee, guestsCall, hostsCall, seenFee, tom, viewOf, visa } from './support/view.ts'

// Where words are longer or begin at the other side, names do not break, and letters are twice as large.

const contact = { phone: '+61 2 5550 1234', email: 'front.desk.and.bookings@riverside-clinic-physiotherapy.example' }
const ofTest = { test: true, amount: 1234500 }
const door = viewOf({
  phase: { name: 'payment' },
  payments: [{ ...fee, state: 'failed', trouble: 'declined', isOpen: true }],
  session: { contact },
})
const request: OwnPayment = { ...fee, ...ofTest, paymentId: 'request', reason: 'request' }
const kept: SeenPayment = { ...seenFee, ...ofTest, state: 'card-kept', collect: 'card', card: visa }
const withTom = (payments: SeenPayment[]) => hostsCall({ people: [{ ...tom, payments }] })
const panel = () => page.getByRole('complementary')
const dialog = () => page.getByRole('dialog')
const starting = (words: string) => button(new RegExp(`^${words}`))

for (const [name, lang, people] of [
  ['Deutsch', 'de', /^Personen/],
  ['العربية', 'ar', /^الحضور/],
] as const) {
  const openMenuOfTom = () =>
    panel()
      .getByRole('button', { name: /Tomasz/ })
      .last()
      .click()

  test(`at the door and for whoever pays in a call: ${lang}`, { timeout: 60_000 }, async () => {
    const { server } = await draw(door)
    await page.getByRole('combobox').first().selectOptions(name)
    await expect.poll(() => document.documentElement.lang).toBe(lang)
    await inspect(`payment, declined and open, ${lang}`, ['dark, phone'])
    await expectNothingCut()
    server.set(guestsCall({ payments: [{ ...request, state: 'failed', trouble: 'declined' }] }))
    await expect.element(page.getByText(laterWords.payments.troubles.declined)).toBeVisible()
    await inspect(`asked in the call, declined, ${lang}`, ['light, wide', 'dark, phone'])
    await expectNothingCut()
    server.set(guestsCall({ payments: [{ ...request, state: 'needs-action', card: visa }] }))
    await expect.element(button(laterWords.payments.approve)).toBeVisible()
    await inspect(`a bank asks, ${lang}`, ['dark, phone'])
    await expectNothingCut()
  })

  test(`for hosts in a call: ${lang}`, { timeout: 60_000 }, async () => {
    const { server } = await draw(door)
    await page.getByRole('combobox').first().selectOptions(name)
    await expect.poll(() => document.documentElement.lang).toBe(lang)
    server.set(withTom([{ ...kept, state: 'charging' }]))
    await button(people).click()
    await expect.element(panel().getByText(/1.?2.?345/)).toBeVisible()
    server.set(withTom([{ ...kept, state: 'failed' }]))
    await expect.element(page.getByText(laterWords.payments.notChargedText)).toBeVisible()
    await inspect(`a charge that failed, ${lang}`, ['dark, phone'])
    await expectNothingCut()
    await openMenuOfTom()
    await starting(laterWords.payments.ask).click()
    await dialog().getByRole('button', { name: laterWords.payments.askForSome }).click()
    await inspect(`ask for a payment, ${lang}`, ['light, wide', 'dark, phone'])
    await expectNothingCut()
    await dialog().getByRole('button').first().click()
    await openMenuOfTom()
    await starting(laterWords.payments.charge).click()
    await dialog().getByRole('button', { name: laterWords.payments.goOn }).click()
    await expect.element(dialog().getByText(/4242/)).toHaveFocus()
    await inspect(`charge a card?, ${lang}`, ['light, wide', 'dark, phone'])
    await expectNothingCut()
    await dialog().getByRole('button').first().click()
    const refunded = { ...seenFee, ...ofTest, state: 'partly-refunded' } as const
    server.set(
      hostsCall({
        people: [
          { ...tom, payments: [refunded] },
          { ...ana, payments: [{ ...seenFee, state: 'refunded' }] },
        ],
      }),
    )
    await expect.element(panel().getByRole('listitem').nth(2)).toBeVisible()
    await inspect(`people, refunds, ${lang}`, ['dark, phone'])
    await expectNothingCut()
  })
}

/** On a phone whose letters are twice as large, as a browser's setting has them, and in a window enlarged to 200 %. */
async function expectNothingCut() {
  const { style } = document.documentElement
  onTestFinished(() => void style.removeProperty('font-size'))
  await lookAs('light, phone')
  style.setProperty('font-size', '200%', 'important')
  await untilLaidOut()
  await expect.poll(beyondTheEdge).toEqual([])
  style.removeProperty('font-size')
  await page.viewport(640, 360)
  await untilLaidOut()
  await expect.poll(beyondTheEdge).toEqual([])
  await lookAs('light, wide')
}

/** What is wider than the window, a dialog or a notice that it is in, but for what lies on pictures. */
function beyondTheEdge(): string[] {
  const frames = [document.documentElement, ...document.querySelectorAll('dialog, [data-lane], aside')]
  const wide = frames.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
  const out = [...document.querySelectorAll(':is(button, a, h2):not([class*=_pictures_] *)')].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect()
    return width > 1 && element.checkVisibility({ visibilityProperty: true }) && (left < -1 || right > innerWidth + 1)
  })
  return [...wide.map(({ tagName }) => tagName), ...out.map(({ ariaLabel, textContent }) => ariaLabel ?? textContent)]
}
