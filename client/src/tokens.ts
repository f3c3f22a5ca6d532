import { ApiProblem, later } from './problems.ts'

/** What `POST /v1/auth/token` answers. */
type Token = { access_token: string; refresh_token: string; expires_in: number }

export type Tokens = {
  /** An access token that is good for a while. */
  get(): Promise<string>
  /** The one that was got last is not taken any more. */
  drop(): void
}

type Options = { baseUrl: string; clientId: string; clientSecret: string; fetch: typeof fetch }

const isToken = (body: Partial<Token>): body is Token =>
  typeof body.access_token === 'string' && typeof body.refresh_token === 'string' && typeof body.expires_in === 'number'

/** The token service did not give a token. `error` is its code (RFC 6749 5.2). */
export class TokenRefused extends Error {
  readonly error: string

  constructor(error: string, description: string) {
    super(description)
    this.name = 'TokenRefused'
    this.error = error
  }
}

/**
 * Gets access tokens by client credentials, and renews them when half of their time is over; several requests that
 * need one at the same moment wait for the same answer.
 */
export function createTokens({ baseUrl, clientId, clientSecret, fetch }: Options): Tokens {
  let current: { accessToken: string; refreshToken: string; renewAtMs: number } | null = null
  let coming: Promise<string> | null = null

  async function ask(parameters: Record<string, string>): Promise<string> {
    const credentials = [clientId, clientSecret].map(encodeURIComponent).join(':')
    const url = `${baseUrl}/v1/auth/token`
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(credentials)}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(parameters).toString(),
    })
    const body = (await response.json().catch(() => ({}))) as Partial<
      Token & { error: string; error_description: string }
    >
    if (body.error) throw new TokenRefused(body.error, `${url}: ${body.error_description ?? body.error}`)
    // Something else answers there, or something before the service does.
    if (later.has(response.status) || response.status === 500) throw new Error(`${url} answers ${response.status}`)
    if (!isToken(body)) throw new ApiProblem({ title: 'This is no answer of a token service' }, response, url)
    current = {
      accessToken: body.access_token,
      refreshToken: body.refresh_token,
      renewAtMs: Date.now() + (body.expires_in / 2) * 1000,
    }
    return current.accessToken
  }

  async function renew(): Promise<string> {
    const before = current
    current = null
    if (before) {
      try {
        return await ask({ grant_type: 'refresh_token', refresh_token: before.refreshToken })
      } catch (error) {
        // Used up or expired: the credentials are still good.
        if (!(error instanceof TokenRefused)) throw error
      }
    }
    return ask({ grant_type: 'client_credentials' })
  }

  return {
    get() {
      if (current && Date.now() < current.renewAtMs) return Promise.resolve(current.accessToken)
      coming ??= renew().finally(() => {
        coming = null
      })
      return coming
    },

    drop() {
      if (current) current.renewAtMs = 0
    },
  }
}
