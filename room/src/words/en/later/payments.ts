/** What people read who pay, and who ask for it. Amounts come as they are read: "A$50.00". */
export const enPayments = {
  title: 'Please pay before you join',
  titleCard: 'Please leave a card before you join',
  to: (payee: string) => `To ${payee}`,
  pay: (amount: string) => `Pay ${amount}`,
  leaveCard: 'Leave a card',
  test: 'Test: no money moves',
  testShort: 'Test',
  safe: 'You pay on a page of Stripe’s. We never see the number of your card.',
  safeCard: 'You enter your card on a page of Stripe’s. We never see its number.',
  afterwards: (payee: string) =>
    `Nothing is charged now. ${payee} charges the card after the call, as agreed with you.`,
  contact: (payee: string) => `Questions about the payment? Please contact ${payee}.`,
  opening: 'Opening the payment page…',
  asking: 'Asking Stripe…',

  /** The page of the provider was opened, and nothing has come of it. */
  notYet: 'Nothing was charged so far',
  notYetText: 'You can pay now. If you have paid already, please say so: we ask again.',
  notYetCard: 'There is no card so far',
  notYetCardText: 'You can leave one now. If you have done so already, please say so: we ask again.',
  stillOpen: 'If the tab for it is still open, you can also go on there.',
  havePaid: 'I have paid',
  haveLeft: 'I have left a card',
  /** The last try has failed, and its page may still be open. */
  paidAfterAll: 'I have paid after all',
  leftAfterAll: 'I have left a card after all',
  notArrived: 'Stripe knows of no payment yet. If you have just paid, please wait a moment and ask again.',
  notArrivedCard: 'Stripe knows of no card yet. If you have just left one, please wait a moment and ask again.',
  /** Asked, and without an answer. */
  notKnown:
    'Stripe does not answer at the moment, so we cannot say whether you have paid. If you have, please do not pay again: this page goes on by itself.',
  notKnownCard:
    'Stripe does not answer at the moment, so we cannot say whether you have left a card. If you have, you need not do it again: this page goes on by itself.',

  /** In a frame, and in a call: the provider's page has a tab of its own. */
  inTab: 'Please pay in the tab that has opened',
  inTabCard: 'Please leave your card in the tab that has opened',
  inTabText: 'This page goes on by itself as soon as that is done.',
  again: 'Open it again',
  blocked: 'Your browser has opened no new tab. Please open it here:',
  openPage: 'Open payment page',

  troubles: {
    declined: 'Your bank has declined the card. Nothing was charged. Please try another card, or ask your bank.',
    'no-funds': 'There is not enough money on the card. Nothing was charged. Please try another card.',
    'card-expired': 'The card is no longer valid. Nothing was charged. Please try another card.',
    'not-approved': 'Your bank has not approved the payment. Nothing was charged. Please try again.',
    unanswered: 'Nobody has answered what your bank asked, and it is no longer open. Nothing was charged.',
    expired: 'The payment page was open for too long and has closed. Nothing was charged. Please open it again.',
    failed: 'That did not work. Nothing was charged. Please try again.',
  },
  account: (payee: string) => `${payee} cannot take payments here at the moment`,
  accountText: (payee: string) =>
    `You need not do anything about the payment. Please contact ${payee}. As soon as it is solved, this page goes on by itself.`,
  problems: {
    'provider-unreachable': 'Stripe does not answer at the moment. Nothing was charged. Please try again in a minute.',
    'payment-refused': 'Stripe has refused this payment. Nothing was charged. Please try again.',
    'too-many-requests': 'That was often in a short time. Please wait a minute, then try again.',
    /** So many pages an hour are made. */
    'too-soon':
      'The payment page was opened too often in the last hour. In an hour at the latest you can open it again.',
    'not-collectable': 'There is no payment account that could take this.',
    'fee-paid': 'That was paid already.',
  } as Readonly<Partial<Record<string, string>>>,

  /** Days or minutes ahead. */
  early: 'You can pay now',
  earlyCard: 'You can leave your card now',

  /** What has become of it. */
  paid: (amount: string) => `Paid ${amount}`,
  refunded: (amount: string) => `${amount} was refunded`,
  partlyRefunded: (amount: string) => `Paid ${amount}, a part was refunded`,
  tooMuch: (amount: string) => `You have paid ${amount} too much. It goes back to your card.`,
  /** "Visa ···· 4242" */
  card: (brand: string, last4: string) => `${brand} ···· ${last4}`,
  someCard: 'Card',
  cardLeft: (card: string) => `Card left: ${card}`,
  paidMayJoin: (amount: string) => `Paid ${amount}. You can join now.`,
  cardMayJoin: 'Your card was left. You can join now.',

  /** What hosts read of others; `amount` and `card` as above. */
  seen: {
    owed: (amount: string) => `${amount} to be paid`,
    cardOwed: 'Card to be left',
    waived: (amount: string) => `${amount} not paid, let in`,
    failed: (amount: string) => `${amount} not paid yet`,
    kept: (card: string) => `Card kept: ${card}`,
    charging: (amount: string) => `Charging ${amount}…`,
    needsAction: (amount: string) => `${amount}: the bank asks for approval`,
    disputed: (amount: string) => `${amount} is disputed`,
    notCollectable: (amount: string) => `${amount} cannot be collected`,
    tooMuch: (amount: string) => `${amount} paid too much, goes back`,
  },
  atPayment: (name: string) => `${name} is at the payment`,
  atPaymentAway: (name: string) => `${name} is at the payment, not connected now`,
  waive: 'Let in without payment',
  waiveOne: (name: string) => `Let in without payment: ${name}`,
  waiveTitle: (name: string) => `Let ${name} in without payment?`,
  waiveText: (name: string) =>
    `${name} goes on now and is not asked for it at the door. You can still ask in the call.`,
  waived: (name: string) => `${name} goes on without payment.`,

  /** In the call. */
  ask: 'Ask for payment',
  askHint: 'They pay on a page of their own',
  askTitle: (name: string) => `Ask ${name} for a payment`,
  amount: 'Amount',
  currency: 'Currency',
  forWhat: 'What it is for (optional)',
  forWhatHint: (name: string) => `${name} reads it, and so does Stripe.`,
  askFor: (amount: string) => `Ask for ${amount}`,
  askForSome: 'Ask for it',
  wrong: {
    unclear: (example: string) => `Please write an amount such as ${example}.`,
    least: (amount: string) => `It must be at least ${amount}.`,
    most: (amount: string) => `It can be at most ${amount}.`,
    uneven: 'This currency has no such small parts. Please write a round amount.',
  },
  asked: (name: string, amount: string) => `${name} is asked for ${amount}.`,
  takeBack: (amount: string) => `Stop asking for ${amount}`,
  takeBackHint: 'They no longer see it',
  tookBack: (name: string) => `${name} is no longer asked for it.`,
  charge: 'Charge the card',
  chargeHint: (card: string) => `The card that they left: ${card}`,
  chargeTitle: (name: string) => `Charge ${name}’s card`,
  chargeNow: (amount: string) => `Charge ${amount}`,
  chargeSome: 'Charge',
  chargeSure: (name: string, card: string, amount: string) =>
    `${amount} is taken at once from the card that ${name} has left: ${card}.`,
  goOn: 'Continue',
  back: 'Back',
  /** What hosts are told. */
  hasPaid: (name: string, amount: string) => `${name} has paid ${amount}`,
  hasLeftCard: (name: string) => `${name} has left a card`,
  bankAsks: (name: string, amount: string) => `${name}’s bank asks for approval of ${amount}`,
  bankAsksText: (name: string) => `${name} sees a button for it now.`,
  notCharged: (name: string, amount: string) => `${name}’s card was not charged ${amount}`,
  notChargedText: 'The bank has declined it. You can ask for another payment.',
  unansweredText: 'Nobody has answered what the bank asked. You can charge the card again, or ask for another payment.',
  notPaid: (name: string, amount: string) => `${name}’s payment of ${amount} did not work`,
  notPaidText: (name: string) => `${name} can try again.`,
  hasPaidTooMuch: (name: string, amount: string) => `${name} has paid ${amount} too much`,
  tooMuchText: 'It goes back to the card by itself.',
  /** What the person is told who pays. */
  asksYou: (payee: string, amount: string) => `${payee} asks you for ${amount}`,
  later: 'Later',
  laterText: 'You find it again under “People”.',
  yourBankAsks: (amount: string) => `Your bank asks you to approve ${amount}`,
  approve: 'Go to the bank’s page',
  thanks: (amount: string) => `You have paid ${amount}. Thank you.`,
  noLonger: (amount: string) => `You are no longer asked for ${amount}.`,
}
