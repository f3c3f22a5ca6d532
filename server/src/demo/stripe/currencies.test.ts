import { wrongWithAmount } from '@anteroom/contract/currencies'
import { expect, test } from 'vitest'
import { checkAmount, checkCurrency } from './currencies.ts'
import { Refusal } from './refusal.ts'

function isTaken(amount: number, currency: string): boolean {
  try {
    checkAmount(amount, checkCurrency(currency, 'currency'), { says: 'Amount must be' })
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

test('what the contract lets a fee be, the stand-in takes, and nothing else', () => {
  const amounts = [1, 29, 30, 49, 50, 99, 100, 149, 199, 200, 999, 1000, 1001, 1500, 17_499, 17_500, 99_999_999, 1e8]
  const different = Intl.supportedValuesOf('currency').flatMap((currency) =>
    amounts
      .filter((amount) => isTaken(amount, currency) !== (wrongWithAmount(amount, currency) === null))
      .map((amount) => `${amount} ${currency}`),
  )
  expect(different).toEqual([])
})
