import { styleSourceOf } from '../../pages/look/style.ts'
import { answerCheckoutBank, expireDue, isAsked, type Outcome, payWithCard, successUrlOf } from './checkout.ts'
import { money } from './currencies.ts'
import { type Form, readForm } from './form.ts'
import { answerBank } from './intents.ts'
import type { Account, Session } from './objects.ts'
import { bankPage, notePage, ownStyle, payPage } from './pages.ts'
import { readTyped, type Typed, type WrongFields } from './typed.ts'
import type { World } from './world.ts'

/** A page, or where the browser goes on to. */
export type Shown = { status: number; body: string } | { goTo: string }
type Asked = { isPost: boolean; path: string; body: string }
type Parts = { world: World; accounts: Map<string, Account> }

export const pagePolicy = [
  "default-src 'none'",
  `style-src ${styleSourceOf(ownStyle)}`,
  'img-src data:',
  "base-uri 'none'",
  // As Stripe's own pages, they open in no frame.
  "frame-ancestors 'none'",
].join('; ')

/** The pages that people see: to pay on, the bank's questions, receipts. */
export function createPages({ world, accounts }: Parts) {
  const nothingTyped: Typed = { number: '', expiry: '', cvc: '', email: '' }
  const shown = (markup: { text: string }, status = 200): Shown => ({ status, body: markup.text })
  const unknown = () =>
    shown(notePage({ title: 'There is nothing here', words: 'This address leads nowhere, or no longer.' }), 404)

  function payForm(
    session: Session,
    plan: Account['plans'],
    change: { typed?: Typed; wrong?: WrongFields; refusal?: string },
  ) {
    return payPage({
      path: `/pay/${session.id}`,
      cancelUrl: session.cancel_url,
      price:
        session.mode === 'payment' ? { amount: session.amount_total ?? 0, currency: session.currency ?? '' } : null,
      lines: plan.get(session.id)?.lines ?? [],
      typed: change.typed ?? { ...nothingTyped, email: session.customer_email ?? '' },
      wrong: change.wrong ?? {},
      refusal: change.refusal ?? null,
    })
  }

  function closed(session: Session): Shown {
    if (session.status === 'complete') {
      const link = { url: successUrlOf(session), words: 'Go on' }
      return shown(notePage({ title: 'This is done', words: 'There is nothing more to pay here.', link }))
    }
    const link = session.cancel_url === null ? null : { url: session.cancel_url, words: 'Go back' }
    const words = 'It was open for a while only, and nothing was paid. Go back to where you came from for a new one.'
    return shown(notePage({ title: 'This page has expired', words, link }), 410)
  }

  function next(account: Account, session: Session, outcome: Outcome): Shown {
    switch (outcome.is) {
      case 'done':
        return { goTo: successUrlOf(session) }
      case 'asks':
        return { goTo: `/pay/${session.id}/bank` }
      case 'over':
        return session.status === 'open' ? { goTo: `/pay/${session.id}` } : closed(session)
      case 'declined':
        return shown(payForm(session, account.plans, { refusal: outcome.words }), 402)
    }
  }

  function pay(account: Account, session: Session, { isPost, body }: Asked): Shown {
    if (session.status !== 'open')
      return isPost && session.status === 'complete' ? { goTo: successUrlOf(session) } : closed(session)
    if (!isPost) return shown(payForm(session, account.plans, {}))
    const read = readTyped(readForm(body), world.now())
    if (read.is === 'wrong') return shown(payForm(session, account.plans, read), 422)
    return next(account, session, payWithCard(world, account, session, read.card))
  }

  function checkoutBank(account: Account, session: Session, { isPost, path, body }: Asked): Shown {
    if (session.status !== 'open') return closed(session)
    if (!isAsked(account, session)) return { goTo: `/pay/${session.id}` }
    if (isPost) return next(account, session, answerCheckoutBank(world, account, session, isApproved(readForm(body))))
    const price = money(session.amount_total ?? 0, session.currency ?? 'usd')
    const what =
      session.mode === 'payment' ? `${price} is to be paid with your card.` : 'Your card is to be kept for later.'
    return shown(bankPage({ path, what }))
  }

  function bank(account: Account, id: string, { isPost, path, body }: Asked): Shown {
    const intent = account.intents.get(id)
    if (!intent || account.madeFor.has(id)) return unknown()
    const isOpen = intent.status === 'requires_action'
    if (isPost || !isOpen) {
      const goTo = answerBank(world, account, intent, isOpen && isApproved(readForm(body)))
      return goTo === null ? shown(notePage({ title: 'This is done', words: 'You can close this page.' })) : { goTo }
    }
    const what = `${money(intent.amount, intent.currency)} is to be paid with your card.`
    return shown(bankPage({ path, what }))
  }

  function receipt(account: Account, id: string): Shown {
    const charge = account.charges.get(id)
    if (!charge?.paid) return unknown()
    const back =
      charge.amount_refunded > 0 ? ` ${money(charge.amount_refunded, charge.currency)} of it was given back.` : ''
    const words = `${money(charge.amount, charge.currency)} was paid with the card that ends in ${charge.payment_method_details.card.last4}.${back}`
    return shown(notePage({ title: 'Receipt', words }))
  }

  return {
    show(asked: Asked): Shown {
      const [, kind, id = '', part] = /^\/(pay|bank|receipt)\/(\w{1,100})(\/bank)?$/.exec(asked.path) ?? []
      for (const account of accounts.values()) {
        expireDue(world, account)
        const session = account.sessions.get(id)
        if (kind === 'pay' && session)
          return part ? checkoutBank(account, session, asked) : pay(account, session, asked)
        if (part) continue
        if (kind === 'bank' && account.intents.has(id)) return bank(account, id, asked)
        if (kind === 'receipt' && account.charges.has(id) && !asked.isPost) return receipt(account, id)
      }
      return unknown()
    },
  }
}
export type Pages = ReturnType<typeof createPages>

const isApproved = (form: Form) => form.answer === 'approve'
