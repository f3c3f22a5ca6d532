import type { Demo } from './product.ts'

export type Participant = { participant_id: string; entry_url: string; display_name: string | null; role: string }
export type Session = { session_id: string; participants: Participant[] }

/** An integrator's software: what talks to the API. */
export type Api = {
  /** The access token in use. */
  token: string
  book(session?: Booking): Promise<Session & { url: (name: string) => string }>
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>
}

export type Booking = {
  flags?: string[]
  /** Who is expected; default: Dr Vega, a host, and Ana, a guest. */
  people?: { name?: string; role: 'host' | 'guest' | 'participant' }[]
  /** Minutes from now. */
  from?: number
  to?: number
  /** Seconds from now, in place of `from` and `to`. */
  fromSeconds?: number
  toSeconds?: number
  name?: string
}

export async function connect({ api_url, client_id, client_secret }: Demo): Promise<Api> {
  const base = new URL(api_url).origin
  const granted = await fetch(`${base}/v1/auth/token`, {
    method: 'POST',
    headers: {
      Authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  })
  const { access_token } = (await granted.json()) as { access_token: string }

  async function call(method: string, path: string, body?: unknown) {
    const answer = await fetch(`${base}/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${access_token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: (await answer.json()) as unknown }
  }

  return {
    token: access_token,
    call,
    async book({ flags = [], people, from = 0, to = 60, fromSeconds, toSeconds, name = 'Follow-up' } = {}) {
      const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()
      const expected = people ?? [
        { name: 'Dr Vega', role: 'host' },
        { name: 'Ana', role: 'guest' },
      ]
      const { status, body } = await call('POST', '/sessions', {
        session_name: name,
        start_time: at(fromSeconds ?? from * 60),
        end_time: at(toSeconds ?? to * 60),
        feature_flags: flags,
        participants: expected.map(({ name: display_name, role }) => ({ display_name, role })),
      })
      if (status !== 200) throw new Error(`The session was not created: ${status} ${JSON.stringify(body)}`)
      const session = body as Session
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
