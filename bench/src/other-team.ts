import { randomUUID } from 'node:crypto'
import { type Api, connect } from '@anteroom/e2e/api'
import type { Demo } from '@anteroom/e2e/product'

type Json = Record<string, string>

/** The software of a team besides the demo's, made as a platform makes one; it asks the process at `url`. */
export async function otherTeam(demo: Demo, url: string): Promise<Api> {
  const { origin } = new URL(demo.api_url)
  const answer = await fetch(`${origin}/v1/auth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${demo.system_client_id}:${demo.system_client_secret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token } = (await answer.json()) as Json

  async function call(path: string, body: unknown): Promise<Json> {
    const answer = await fetch(`${origin}/v1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const json = (await answer.json()) as Json
    if (!answer.ok) throw new Error(`${path} was answered with ${JSON.stringify(json)}`)
    return json
  }

  const name = `other-${randomUUID().slice(0, 8)}`
  const { userId } = await call('/users', {
    email: `${name}@clinic.example`,
    firstName: 'Ines',
    lastName: 'Vega',
    password: randomUUID(),
  })
  const { teamId } = await call(`/users/${userId}/teams`, { name: 'Other Clinic', subdomain: name })
  const { clientId = '', secret = '' } = await call('/system/clients', {
    client_name: name,
    ownerId: userId,
    scope: [`team_api[${teamId}]`],
  })
  return connect({ ...demo, api_url: `${url}/v1`, client_id: clientId, client_secret: secret })
}
