import { createHash } from 'node:crypto'
import { type Api, connect } from '@anteroom/e2e/api'
import type { Product } from '@anteroom/e2e/product'
import { linkOf } from './hostile-team.ts'
import type { BenchProvider } from './pay-provider.ts'
import { connectPage, type WirePage } from './wire-page.ts'

export const secretKey = 'sk_test_bench'

/** A team that takes money, and guests who pay it. */
export async function createPayers(product: Product, provider: BenchProvider) {
  const api = await connect(product.demo)
  const added = await api.client.POST('/v1/payment-accounts', { body: { name: 'Practice', secret_key: secretKey } })
  const accountId = added.data?.account_id
  if (!accountId) throw new Error(`No account: ${JSON.stringify(added.error)}`)
  const fee = JSON.stringify({ amount: 5000, currency: 'aud', account: accountId })

  /** A guest opens the page to pay on: its id at the provider. */
  async function open(page: WirePage): Promise<string> {
    if (!page.view()) await page.until(() => true)
    const paymentId = page.view()?.payments?.[0]?.paymentId
    const { url = '' } = await page.askFor<{ url?: string }>('payment:open', { paymentId })
    const [id] = /cs_\w+/.exec(url) ?? []
    if (!id) throw new Error(`No page to pay on: ${url}`)
    return id
  }

  return {
    accountId,
    open,
    /** Links of a host and of guests, of whom the first `paying` owe a fee. They need nobody to let them in. */
    async book(paying: number, others = 0) {
      const session = await bookSeats(api, [...Array(paying).fill(fee), ...Array(others).fill(null)])
      const [host = '', ...guests] = session.map(linkOf)
      return { host, paying: guests.slice(0, paying), others: guests.slice(paying) }
    },
    /** From a page before the door to one behind it. */
    async settle(page: WirePage) {
      const checkout = await open(page)
      const through = page.until(({ phase }) => phase.name === 'precall')
      provider.control.pay(checkout)
      await through
    },
    /** In the browser of that link. */
    connect: (link: string) => connectPage(product.url, link, { browserKey: uuidOf(link) }),
  }
}

/** The same for the same text. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export type Payers = Awaited<ReturnType<typeof createPayers>>

async function bookSeats({ client }: Api, fees: (string | null)[]): Promise<string[]> {
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
  const guests = fees.map((fee, seat) => ({ role: 'guest' as const, display_name: `Guest ${seat}`, fee }))
  const { data, error } = await client.POST('/v1/sessions', {
    body: {
      session_name: 'Follow-up',
      start_time: at(0),
      end_time: at(60),
      feature_flags: ['-plugin;waiting-room'],
      participants: [{ role: 'host', display_name: 'Dr Vega' }, ...guests],
    },
  })
  if (!data) throw new Error(`Not booked: ${JSON.stringify(error)}`)
  return data.participants.map(({ entry_url }) => entry_url)
}
