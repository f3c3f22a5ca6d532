import { describe, expect, test } from 'vitest'
import { startTestApp } from '../support/app.ts'

/** The calls of a client of the newer generation: ISO 8601 dates, feature flags, fees, and the misspelt type of form. */
const app = await startTestApp()
const authorization = `Basic ${Buffer.from(`${app.team.clientId}:${app.team.secret}`).toString('base64')}`
let bearer = ''

async function call<Body = Record<string, unknown>>(method: string, path: string, body?: unknown) {
  const answer = await fetch(`${app.url}/v1${path}`, {
    method,
    // This client says that it sends JSON also where it sends nothing.
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Body }
}

describe('a newer client', () => {
  test('gets its token with the type that the published reference declares', async () => {
    const headers = { authorization, 'content-type': 'application/x-www-form-url-encoded' }
    const answer = await fetch(`${app.url}/v1/auth/token`, {
      method: 'POST',
      headers,
      body: 'grant_type=client_credentials',
    })
    const body = (await answer.json()) as { access_token: string; expires_in: number }
    expect(body.expires_in).toBeGreaterThan(0)
    bearer = body.access_token
  })

  test('asks for its team', async () => {
    expect((await call('GET', '/user/team')).body).toMatchObject({ teamId: app.team.teamId, subdomain: 'first' })
  })

  test('creates a session with everything, and gets everything back', async () => {
    const start = new Date(Date.now() + 600_000)
    const end = new Date(start.getTime() + 1_800_000)
    const fee = JSON.stringify({ amount: 5000, currency: 'aud', description: 'Initial consultation' })
    const asked = {
      session_name: 'Initial consultation',
      start_time: start.toISOString(),
      end_time: end.toISOString(),
      picture: 'https://clinic.example/logo.png',
      feature_flags: [
        '-plugin;coviu-stripe-payments-resource-plugin',
        'customisation;exit-url;https://clinic.example/exit',
        'customisation;return-url;https://clinic.example/done;step=2',
        'customization;button-primary;#0a7d6c',
        'session;enforce-participant-uniqueness',
        'of-the-future;something',
      ],
      participants: [
        {
          display_name: 'Dr Lee',
          role: 'HOST',
          picture: 'https://clinic.example/lee.png',
          user_hint: 'lee@clinic.example',
        },
        { display_name: 'Sam', role: 'GUEST', phone: '+61400000000', state: 'arrived', fee },
        { display_name: 'Interpreter', role: 'PARTICIPANT' },
      ],
    }
    const { status, body } = await call<
      Record<string, unknown> & { session_id: string; participants: { fee: string | null }[] }
    >('POST', '/sessions', asked)
    expect(status).toBe(200)
    expect(body).toMatchObject({ ...asked, participants: asked.participants })
    expect(body.participants[1]?.fee).toBe(fee)

    const moved = { start_time: '2099-03-01T10:00:00+11:00', end_time: '2099-03-01T10:30:00.000+11:00' }
    const changed = await call('PUT', `/sessions/${body.session_id}`, moved)
    expect(changed.body).toMatchObject({
      start_time: '2099-02-28T23:00:00.000Z',
      end_time: '2099-02-28T23:30:00.000Z',
      feature_flags: asked.feature_flags,
    })

    const found = await call<{ content: { session_id: string }[] }>(
      'GET',
      '/sessions?state=arrived&order=backwards&page_size=10&start_time=2099-01-01T00%3A00%3A00Z',
    )
    expect(found.body.content.map(({ session_id }) => session_id)).toEqual([body.session_id])

    expect((await call('DELETE', `/sessions/${body.session_id}`)).body).toEqual({ ok: true })
    expect((await call('GET', `/sessions/${body.session_id}`)).status).toBe(401)
  })
})
