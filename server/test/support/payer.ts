import type { Payment, PaymentAccount } from '@anteroom/contract/api/payments'
import type { StripeStandIn } from '../../src/demo/stripe/stand-in.ts'
import type { TestApp } from './app.ts'
import { openPage, type TestPage } from './page.ts'
import { newKey } from './stripe.ts'

/** Ana, who pays a team with an account of its own, and what is done about her payment. */
export function createPayers({ app, stripe }: { app: TestApp; stripe: StripeStandIn }) {
  async function aPayer(fee: object = {}) {
    const { token, clientId, teamId } = await app.makeTeam(`t${Math.random()}`.slice(0, 12).replace('.', ''))
    /** With a token that is good wherever the clock was moved to. */
    async function call<Body>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object) {
      const scope = `team_api[${teamId}]`
      const { access_token } = await app.tokens.issue({ clientId, teamId, userId: null, scope })
      return app.call<Body>(method, path, { token: access_token, ...(body ? { body } : {}) })
    }
    const key = newKey()
    const account = await call<PaymentAccount>('POST', '/v1/payment-accounts', { name: 'Practice', secret_key: key })
    if (account.status !== 200) throw new Error(`there is no account: ${JSON.stringify(account.body)}`)
    const people = [
      { display_name: 'Dr Vega', role: 'host' },
      { display_name: 'Ana', role: 'guest', fee: JSON.stringify({ amount: 5000, currency: 'AUD', ...fee }) },
    ]
    const { participants } = await app.book({ participants: people }, token)
    const [host, ana] = participants
    if (!host || !ana) throw new Error('there are two')
    const path = `/v1/participants/${ana.participant_id}/payment`
    const read = async () => (await call<Payment>('GET', path)).body
    const post = (what: 'charge' | 'refund' | 'request' | 'cancel', body: object) =>
      call<Payment & { type: string }>('POST', `${path}/${what}`, body)
    const events = async () => {
      const { rows } = await app.database.pool.query(
        `select type from events where payload->>'participantId' = $1 and type like 'payment:%' order by event_id`,
        [ana.participant_id],
      )
      return rows.map(({ type }) => type as string)
    }
    const page = await openPage(app.url, ana.entry_url)
    return { token, teamId, call, key, accountId: account.body.account_id, host, ana, page, read, post, events }
  }

  const paymentIdOf = (page: TestPage) => page.view().payments?.[0]?.paymentId

  /** The page to pay on that opens when somebody presses "Pay". */
  async function opened(page: TestPage): Promise<string> {
    const answer = await page.ask('payment:open', { paymentId: paymentIdOf(page) })
    const [checkout] = /cs_\w+/.exec((answer as unknown as { url?: string }).url ?? '') ?? []
    if (!checkout) throw new Error(`no page to pay on: ${JSON.stringify(answer)}`)
    return checkout
  }

  async function pay(page: TestPage, card?: string) {
    const checkout = await opened(page)
    if (stripe.control.pay(checkout, card).is === 'asks') stripe.control.answerBank(checkout, true)
    await page.ask('payment:check', { paymentId: paymentIdOf(page) })
    await page.until(({ phase }) => phase.name === 'precall')
  }

  /**
   * Somebody pays on two pages, of which the first should have been closed; nobody has heard of either. What they are asked to pay is as
   * before.
   */
  async function payTwice({ page, ana, call, read }: Awaited<ReturnType<typeof aPayer>>) {
    const { amount, currency, description } = await read()
    const change = (to: number) =>
      call('PUT', `/v1/participants/${ana.participant_id}`, {
        fee: JSON.stringify({ amount: to, currency, description }),
      })
    stripe.control.changePost({ lose: 'all' })
    const first = await opened(page)
    stripe.control.disturb({ path: `/v1/checkout/sessions/${first}/expire`, answer: 503 })
    await change(amount + 100)
    await change(amount)
    const second = await opened(page)
    if (second === first) throw new Error('there is one page only')
    for (const checkout of [second, first]) stripe.control.pay(checkout)
    stripe.control.calm()
    stripe.control.changePost({ lose: 'all' })
    return { second, back: () => page.ask('payment:check', { paymentId: paymentIdOf(page) }) }
  }

  return {
    aPayer,
    payTwice,
    opened,
    pay,
    /** The job that asks about what is open. */
    pursue: () => app.payments.pursueDue(new AbortController().signal),
  }
}
