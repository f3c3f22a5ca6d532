import type { Kysely } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Clock } from '../ground/clock.ts'
import type { Metrics } from '../ground/metrics.ts'
import type { Job } from '../jobs/jobs.ts'
import type { Sealing } from '../sealing/sealing.ts'
import { basic, type createTokensForReceivers, NoToken } from './oauth.ts'
import { BrokenAnswer, type Post, RefusedAddress } from './outbound.ts'
import { bodyOf, type DeliveryTiming, failureInWords, type Outcome, outcomeOf } from './rules.ts'
import { signatureHeaders } from './signature.ts'
import { disableWebhook, findWebhookById, type WebhookRow } from './store.ts'
import {
  type DeliveryRow,
  dropPending,
  endPending,
  findDeliveryById,
  insertAttempt,
  markDelivered,
} from './store-deliveries.ts'

/** Without the team where an earlier version has added it. */
export type DeliveryJob = { deliveryId: string; teamId?: string }

type Parts = {
  db: Kysely<DB>
  sealing: Sealing
  clock: Clock
  post: Post
  tokens: ReturnType<typeof createTokensForReceivers>
  timing: DeliveryTiming
  metrics: Pick<Metrics, 'count'>
}

const unreadable = 'What is kept of the webhook cannot be read. Renew its secret, and say again how it authenticates.'

/** Makes one attempt of a delivery. */
export function createDeliver({ db, sealing, clock, post, tokens, timing, metrics }: Parts) {
  return async (job: Job<DeliveryJob>) => {
    const delivery = await findDeliveryById(db, job.data.deliveryId)
    const webhook = delivery && (await findWebhookById(db, sealing, delivery.webhook_id))
    if (delivery?.state !== 'pending' || !webhook?.enabled || !webhook.may_be_told || webhook.deleted_at) {
      await db.transaction().execute(async (trx) => {
        // It was made while the webhook was being disabled.
        if (delivery) await endPending(trx, delivery.delivery_id, 'dropped')
        await job.done(trx)
      })
      return
    }
    const { webhook_id, delivery_id } = delivery
    const at = clock.now()
    const startedMs = performance.now()
    const outcome = await attempt(delivery, webhook, job.signal)
    const duration_ms = Math.round(performance.now() - startedMs)
    await db.transaction().execute(async (trx) => {
      await insertAttempt(trx, { webhook_id, delivery_id, at, duration_ms, ...outcome })
      if (outcome.error === null) {
        await markDelivered(trx, delivery.delivery_id)
        return job.done(trx)
      }
      if (outcome.status === 410 && (await disableWebhook(trx, webhook, 'The receiver answered 410 Gone.'))) {
        await dropPending(trx, webhook.webhook_id)
        return job.done(trx)
      }
      if (job.isLast) await endPending(trx, delivery.delivery_id, 'failed')
      return job.again(trx)
    })
    const isOver = job.isLast || outcome.status === 410
    metrics.count('anteroom_webhook_attempts_total', {
      outcome: outcome.error === null ? 'delivered' : isOver ? 'given-up' : 'failed',
    })
  }

  async function attempt(delivery: DeliveryRow, webhook: WebhookRow, closing: AbortSignal): Promise<Outcome> {
    if (!webhook.is_readable) return { status: null, error: unreadable }
    const { authentication } = webhook
    const signal = AbortSignal.any([AbortSignal.timeout(timing.timeoutMs), closing])
    const send = (authorization: string | null) =>
      post(webhook.url, requestOf(delivery, webhook, authorization, signal))
    let who = 'the receiver'
    const getToken = async () => {
      if (authentication.type !== 'oauth2') return null
      who = 'the token endpoint'
      const token = await tokens.tokenFor(authentication, closing)
      who = 'the receiver'
      return token
    }
    try {
      const token = await getToken()
      const answer = await send(token ? `Bearer ${token}` : fixedAuthorization(webhook))
      if (answer.status !== 401 || authentication.type !== 'oauth2' || !token) return outcomeOf(answer.status)
      // The receiver may have forgotten it before its time.
      tokens.drop(authentication, token)
      return outcomeOf((await send(`Bearer ${await getToken()}`)).status)
    } catch (error) {
      if (closing.aborted) throw error
      return outcomeOfFailure(error, who, timing.timeoutMs)
    }
  }

  function requestOf(delivery: DeliveryRow, webhook: WebhookRow, authorization: string | null, signal: AbortSignal) {
    const now = clock.now()
    const body = bodyOf(delivery)
    const { secret, previous_secret, previous_secret_until } = webhook
    const isBeforeUsed = previous_secret && previous_secret_until && previous_secret_until > now
    const headers = {
      'content-type': 'application/json',
      ...signatureHeaders(delivery.event_id, now, body, isBeforeUsed ? [secret, previous_secret] : [secret]),
      ...(authorization ? { authorization } : {}),
    }
    return { headers, body, signal }
  }
}

function fixedAuthorization({ authentication }: WebhookRow): string | null {
  if (authentication.type === 'bearer') return `Bearer ${authentication.token}`
  if (authentication.type === 'basic') return basic(authentication.username, authentication.password)
  return null
}

function outcomeOfFailure(error: unknown, who: string, timeoutMs: number): Outcome {
  const seconds = timeoutMs / 1000
  if (error instanceof NoToken) return { status: null, error: error.message }
  if (error instanceof RefusedAddress)
    return { status: null, error: `Nothing is sent to the address of ${who}: ${error.message}.` }
  if (error instanceof BrokenAnswer) {
    const how = isTimeout(error.cause) ? `did not come to its end within ${seconds} seconds` : 'was broken off'
    // The status of a token endpoint would be taken for the receiver's.
    return { status: who === 'the receiver' ? error.status : null, error: `The answer of ${who} ${how}.` }
  }
  if (isTimeout(error)) return { status: null, error: `There was no answer of ${who} within ${seconds} seconds.` }
  if (!(error instanceof Error)) throw error
  return { status: null, error: failureInWords((error as NodeJS.ErrnoException).code ?? '', who) }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')
}
