/** What a bank says to a card: it passes, the bank asks its holder first, or a refusal. */
export type BankAnswer = 'passes' | 'asks' | Decline
export type Decline = { code: string; decline_code: string; message: string }

export type TestCard = {
  number: string
  brand: string
  funding: 'credit' | 'debit'
  /** What the page says of it. */
  does: string
  whenKept: BankAnswer
  whenPaying: BankAnswer
  /** Without its holder at hand, when they have not allowed it before. */
  whenAway: BankAnswer
  /** Without its holder, when they have allowed it while the card was kept. */
  whenAllowed: BankAnswer
  /** The payment goes through, and is called into question at once. */
  isDisputed: boolean
}

const declined = (declineCode: string, message = 'Your card was declined.', code = 'card_declined'): Decline => ({
  code,
  decline_code: declineCode,
  message,
})
const generic = declined('generic_decline')

function card(number: string, does: string, more: Partial<TestCard> = {}): TestCard {
  const always = { whenKept: 'passes', whenPaying: 'passes', whenAway: 'passes', whenAllowed: 'passes' } as const
  return { number, does, brand: 'visa', funding: 'credit', isDisputed: false, ...always, ...more }
}

const everywhere = (answer: BankAnswer) => ({
  whenKept: answer,
  whenPaying: answer,
  whenAway: answer,
  whenAllowed: answer,
})

/** Stripe's own: https://docs.stripe.com/testing. */
export const testCards: readonly TestCard[] = [
  card('4242424242424242', 'is paid'),
  card('5555555555554444', 'is paid', { brand: 'mastercard' }),
  card('378282246310005', 'is paid', { brand: 'amex' }),
  card('4000056655665556', 'is paid, from a debit card', { funding: 'debit' }),
  card('4000002500003155', 'the bank asks, until the card is kept', {
    whenKept: 'asks',
    whenPaying: 'asks',
    whenAway: 'asks',
  }),
  card('4000002760003184', 'the bank asks each time', everywhere('asks')),
  card('4000000000000002', 'is declined', everywhere(generic)),
  card(
    '4000000000009995',
    'is declined: not enough money',
    everywhere(declined('insufficient_funds', 'Your card has insufficient funds.')),
  ),
  card(
    '4000000000000069',
    'is declined: the card has expired',
    everywhere(declined('expired_card', 'Your card has expired.', 'expired_card')),
  ),
  card(
    '4000000000000127',
    'is declined: the security code is wrong',
    everywhere(declined('incorrect_cvc', "Your card's security code is incorrect.", 'incorrect_cvc')),
  ),
  card(
    '4000000000000119',
    'is declined: something went wrong',
    everywhere(
      declined(
        'processing_error',
        'An error occurred while processing your card. Try again in a little bit.',
        'processing_error',
      ),
    ),
  ),
  card('4000000000000341', 'can be kept, and is declined later', {
    whenPaying: generic,
    whenAway: generic,
    whenAllowed: generic,
  }),
  card('4000000000000259', 'is paid, and disputed at once', { isDisputed: true }),
]

export function findCard(number: string): TestCard | null {
  return testCards.find((one) => one.number === number) ?? null
}

/** Whether a number can be one of a card (ISO/IEC 7812-1, annex B). */
export function isCardNumber(number: string): boolean {
  if (!/^\d{13,19}$/.test(number)) return false
  const sum = [...number].reverse().reduce((total, digit, at) => {
    const worth = Number(digit) * (at % 2 === 0 ? 1 : 2)
    return total + (worth > 9 ? worth - 9 : worth)
  }, 0)
  return sum % 10 === 0
}
