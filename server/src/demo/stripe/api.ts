import { takeRandom } from '../../ground/random.ts'
import { type Accounts, accountOf, checkRight, expiredKey, readKey } from './accounts.ts'
import { findCall } from './calls.ts'
import { expireDue } from './checkout.ts'
import { readForm } from './form.ts'
import { closeAnswer, openAnswer } from './idempotency.ts'
import type { Account, Answer, Answered } from './objects.ts'
import { Refusal, type StripeError } from './refusal.ts'
import type { World } from './world.ts'

export type ApiRequest = {
  method: string
  path: string
  query: string
  body: string
  authorization: string | undefined
  idempotencyKey: string | undefined
}
/** An answer, and what is to be called when it has been sent: until then, the idempotency key is in use. */
export type Done = Answer & {
  requestId: string
  accountId: string | null
  isRepeated: boolean
  close(instead?: Answer): void
}

export type Cause = { id: string | null; idempotency_key: string | null }
type Parts = { world: World; accounts: Accounts; isCausedBy(cause: Cause | null): void }

export function refused(status: number, error: StripeError): Answer {
  return { status, body: JSON.stringify({ error }) }
}

/** Does what a request asks for, as Stripe's API does. */
export function createApi({ world, accounts, isCausedBy }: Parts) {
  function open(request: ApiRequest) {
    const key = readKey(request.authorization)
    const account = accountOf(accounts, key)
    if (account.isRevoked) throw expiredKey(key)
    const found = findCall(request.method, request.path)
    if (!found) {
      throw new Refusal(404, {
        type: 'invalid_request_error',
        message: `Unrecognized request URL (${request.method}: ${request.path.slice(0, 200)}). Either Stripe does not have it, or \
this stand-in does not.`,
      })
    }
    checkRight(key, found.call.right, account)
    expireDue(world, account)
    const { call, id } = found
    const doing = call.prepare(readForm(request.method === 'POST' ? request.body : request.query), id)
    return { account, doing }
  }

  function openKey(account: Account, { method, path, body, idempotencyKey }: ApiRequest): Answered | null {
    if (method !== 'POST' || idempotencyKey === undefined) return null
    return openAnswer(account, idempotencyKey, `${method} ${path}\n${body}`, world.now())
  }

  return function answer(request: ApiRequest): Done {
    const requestId = `req_${takeRandom(7).toString('hex')}`
    const nothing: Omit<Done, keyof Answer> = { requestId, accountId: null, isRepeated: false, close: () => undefined }
    const { idempotencyKey = '' } = request
    try {
      const { account, doing } = open(request)
      const opened = openKey(account, request)
      if (opened?.answer) return { ...nothing, ...opened.answer, accountId: account.id, isRepeated: true }
      const close = (answer: Answer | null) => opened && closeAnswer(account, idempotencyKey, opened, answer)
      isCausedBy({ id: requestId, idempotency_key: request.idempotencyKey ?? null })
      const result = attempt(
        () => doing(world, account),
        () => close(null),
      )
      return { ...nothing, ...result, accountId: account.id, close: (instead) => void close(instead ?? result) }
    } catch (error) {
      // Nothing was begun, so nothing is kept for the key.
      if (error instanceof Refusal) return { ...nothing, ...refused(error.status, error.error) }
      throw error
    } finally {
      isCausedBy(null)
    }
  }
}
export type Api = ReturnType<typeof createApi>

/** A refusal of what was begun is an answer like others; a mistake of this stand-in is none. */
function attempt(run: () => object, giveUp: () => void): Answer {
  try {
    return { status: 200, body: JSON.stringify(run()) }
  } catch (error) {
    if (error instanceof Refusal) return refused(error.status, error.error)
    giveUp()
    throw error
  }
}
