import { createHash } from 'node:crypto'
import { type Account, newAccount } from './objects.ts'
import { Refusal } from './refusal.ts'

export type Accounts = Map<string, Account>

/** The account of a key, made when one of its keys first comes. */
export function accountOf(accounts: Accounts, key: string): Account {
  const id = accountIdOf(key)
  const known = accounts.get(id)
  if (known) return known
  const account = newAccount(id, key.includes('_live_'))
  accounts.set(id, account)
  return account
}

/** Keys with the same word are of one account: `sk_test_ana`, `rk_test_ana_nowebhooks`. */
export function accountIdOf(key: string): string {
  const [account = key] = /(?<=^[sr]k_)(test|live)_[^_]+/.exec(key) ?? []
  return `acct_${createHash('sha256').update(account).digest('hex').slice(0, 16)}`
}

/** Throws what Stripe says to whoever has no key, or one that is not good. */
export function readKey(authorization: string | undefined): string {
  const key = keyIn(authorization ?? '')
  if (!key) {
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth \
(e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    )
  }
  if (!/^[sr]k_(test|live)_\w{1,200}$/.test(key) || /^.k_(test|live)_wrong/.test(key)) {
    throw unauthorized(`Invalid API Key provided: ${hidden(key)}`)
  }
  if (/^.k_(test|live)_revoked/.test(key)) throw expiredKey(key)
  return key
}

export function expiredKey(key: string): Refusal {
  return unauthorized(`Expired API Key provided: ${hidden(key)}`, 'api_key_expired')
}

/** A restricted key that ends in `_nowebhooks` may not touch webhooks, and so on for each kind of thing. */
export function checkRight(key: string, right: string, account: Account) {
  const [, forbidden] = /^rk_.*_no([a-z]+)$/.exec(key) ?? []
  if (forbidden === undefined || forbidden !== right.replaceAll('_', '')) return
  throw new Refusal(403, {
    type: 'invalid_request_error',
    message: `The provided key '${hidden(key)}' does not have the required permissions for this endpoint on account \
'${account.id}'. Having more permissions on '${right}' would allow this request to continue.`,
  })
}

function keyIn(authorization: string): string | null {
  const [, scheme = '', credentials = ''] = /^(\w+) +(\S+)$/.exec(authorization) ?? []
  if (scheme.toLowerCase() === 'bearer') return credentials
  if (scheme.toLowerCase() === 'basic') return Buffer.from(credentials, 'base64').toString().split(':')[0] ?? null
  return null
}

function unauthorized(message: string, code?: string): Refusal {
  return new Refusal(401, { type: 'invalid_request_error', message, ...(code ? { code } : {}) })
}

/** As Stripe writes a key into what everybody may read. */
function hidden(key: string): string {
  return key.length > 16
    ? `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`
    : `${key.slice(0, 3)}*****`
}
