import { type AnteroomClient, createClient, must, type Schemas } from '@anteroom/client'
import type { Demo } from './product.ts'

export type Session = Schemas['Session']

/** An integrator's software: what talks to the API. */
export type Api = {
  client: AnteroomClient
  cancel(session: Session): Promise<void>
  book(session?: Booking): Promise<Session & { url: (name: string) => string }>
}

export type Booking = {
  flags?: string[]
  /** Who is expected; default: Dr Vega, a host, and Ana, a guest. */
  people?: { name?: string; role: 'host' | 'guest' | 'participant' }[]
  /** What Ana pays: 5000 is A$50.00. */
  fee?: number
  /** She leaves a card, and is charged afterwards. */
  collect?: 'card'
  /** Minutes from now. */
  from?: number
  to?: number
  /** Seconds from now, in place of `from` and `to`. */
  fromSeconds?: number
  toSeconds?: number
  name?: string
}

export async function connect({ api_url, client_id, client_secret }: Demo): Promise<Api> {
  const baseUrl = new URL(api_url).origin
  const client = createClient({ baseUrl, clientId: client_id, clientSecret: client_secret })
  return {
    client,
    async cancel({ session_id }) {
      await client.DELETE('/v1/sessions/{session_id}', { params: { path: { session_id } } })
    },
    async book({
      flags = [],
      people,
      fee,
      collect,
      from = 0,
      to = 60,
      fromSeconds,
      toSeconds,
      name = 'Follow-up',
    } = {}) {
      const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()
      const expected = people ?? [
        { name: 'Dr Vega', role: 'host' },
        { name: 'Ana', role: 'guest', ...(fee && { fee: feeText(fee, collect) }) },
      ]
      const body = {
        session_name: name,
        start_time: at(fromSeconds ?? from * 60),
        end_time: at(toSeconds ?? to * 60),
        feature_flags: flags,
        participants: expected.map(({ name, role, ...rest }) => ({
          role,
          ...rest,
          ...(name === undefined ? {} : { display_name: name }),
        })),
      }
      const session = await must(client.POST('/v1/sessions', { body }))
      return {
        ...session,
        url(who: string) {
          const seat = session.participants.find(({ display_name }) => display_name === who)
          if (!seat) throw new Error(`Nobody is called ${who}`)
          return seat.entry_url
        },
      }
    },
  }
}

const feeText = (amount: number, collect?: 'card') =>
  JSON.stringify({ amount, currency: 'aud', description: 'Initial consultation', ...(collect && { collect }) })
