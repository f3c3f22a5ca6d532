import type { BadMember } from '@anteroom/contract/api/problem'
import {
  bothSecretsHours,
  type DeliveriesQuery,
  type Delivery,
  type DeliveryPage,
  maxDeliveries,
  maxWebhooks,
  type NewSecret,
  type NewWebhook,
  type Webhook,
  type WebhookChange,
  type WebhookPage,
  type WebhooksQuery,
  type WebhookWithSecret,
} from '@anteroom/contract/api/webhooks'
import { maxLengths } from '@anteroom/contract/max-lengths'
import type { Kysely, Transaction } from 'kysely'
import type { Logger } from 'pino'
import { search } from '../db/searches.ts'
import type { SteadyTime } from '../db/steady-time.ts'
import type { DB } from '../db/types.gen.ts'
import { createComplaints } from '../db/unavailable.ts'
import type { TeamCaller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import { cutPage } from '../ground/cut-page.ts'
import type { Ids } from '../ground/ids.ts'
import type { Metrics } from '../ground/metrics.ts'
import { ProblemError } from '../ground/problem-error.ts'
import { repeat } from '../ground/repeat.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Ledger } from '../ledger/service.ts'
import type { Sealing } from '../sealing/sealing.ts'
import { createDeliver, type DeliveryJob } from './deliver.ts'
import { createEventList } from './event-list.ts'
import { createFanOut, jobOf } from './fan-out.ts'
import { createNetworks, type Networks } from './networks.ts'
import { createTokensForReceivers } from './oauth.ts'
import { createPost, refusalOf } from './outbound.ts'
import { createReplays } from './replays.ts'
import { abandonedMs, type DeliveryTiming, deliveryTiming, places, readAuthentication } from './rules.ts'
import { printSecret } from './signature.ts'
import {
  countWebhooks,
  emptied,
  findWebhook,
  insertWebhook,
  listIdsOfTeams,
  listWebhooks,
  lockTeam,
  lockWebhook,
  updateWebhook,
  type WebhookRow,
  type WebhookUpdate,
} from './store.ts'
import {
  type DeliveryRow,
  deleteOld,
  dropPending,
  type EventRow,
  failAbandoned,
  findDelivery,
  insertDeliveries,
  insertHandedOn,
  lastAttemptsOf,
  listAttempts,
  listDeliveries,
  type OfTeams,
} from './store-deliveries.ts'
import { holdLists } from './store-events.ts'
import { applicationEnded, deliveryToWire, webhookToWire } from './wire.ts'

export type { DeliveryTiming } from './rules.ts'

export type Webhooks = ReturnType<typeof createWebhooks>

type Parts = {
  db: Kysely<DB>
  sealing: Sealing
  jobs: Jobs
  clock: Clock
  ids: Ids
  ledger: Ledger
  log: Logger
  metrics: Pick<Metrics, 'count'>
  /** Private networks that webhooks may lead into all the same. */
  networks: readonly string[]
  /** For how many days each team's log is kept; null for ever. */
  logDays(): Promise<{ teams: { teamId: string; days: number | null }[]; others: number | null }>
  /** Whether nothing is sent for now. */
  isPaused?: () => boolean
  /** Has work done only while the time may be trusted. */
  whenSteady: SteadyTime['whenSteady']
  timing?: Partial<DeliveryTiming>
}

const forgetEveryMs = 3_600_000
const forgetAtOnce = 1_000

export function createWebhooks({
  db,
  sealing,
  jobs,
  clock,
  ids,
  ledger,
  log,
  metrics,
  networks: allowed,
  logDays,
  isPaused = () => false,
  whenSteady,
  timing: given,
}: Parts) {
  const timing = { ...deliveryTiming, ...given }
  const complain = createComplaints(log)
  const networks = createNetworks(allowed)
  const post = createPost(networks)
  const tokens = createTokensForReceivers({ post, clock, ids, timeoutMs: timing.timeoutMs })
  const queue = jobs.queue<DeliveryJob>({
    name: 'webhook-deliveries',
    retries: timing.retries,
    expireSeconds: timing.expireSeconds,
    places: places.inAll,
    placesOfGroup: places.ofWebhook,
    owners: {
      places: places.ofTeam,
      ownerOf: ({ teamId }) => teamId ?? null,
      groupsOf: (teamIds) => listIdsOfTeams(db, teamIds),
    },
    isPaused,
    run: createDeliver({ db, sealing, clock, post, tokens, timing, metrics }),
  })
  const fanOut = createFanOut({ db, queue, clock, ids })
  let repeated: ReturnType<typeof repeat>[] = []

  async function forgetOld() {
    const nowMs = clock.now().getTime()
    await failAbandoned(db, new Date(nowMs - abandonedMs))
    const { teams, others } = await logDays()
    await forgetLog({ allBut: teams.map(({ teamId }) => teamId) }, others)
    for (const { teamId, days } of teams) await forgetLog({ only: teamId }, days)
  }

  async function forgetLog(ofTeams: OfTeams, days: number | null) {
    if (days === null) return
    const before = new Date(clock.now().getTime() - days * 86_400_000)
    const forgetSome = () =>
      db.transaction().execute(async (trx) => {
        await holdLists(trx, ofTeams)
        return deleteOld(trx, ofTeams, before, forgetAtOnce)
      })
    while ((await forgetSome()) > 0);
  }

  /** An event for one webhook, whatever types that wants. */
  function deliveryOf({ webhook_id }: WebhookRow, event: EventRow): DeliveryRow {
    return { ...event, delivery_id: ids.sorted(), webhook_id, state: 'pending', delivery_created_at: clock.now() }
  }

  async function send(trx: Transaction<DB>, deliveries: DeliveryRow[]) {
    const rows = deliveries.map(({ delivery_id, webhook_id, event_id, delivery_created_at }) => {
      return { delivery_id, webhook_id, event_id, created_at: delivery_created_at }
    })
    await insertDeliveries(trx, rows)
    await queue.add(
      trx,
      deliveries.map((delivery) => jobOf(delivery, delivery.team_id)),
    )
  }

  async function held(trx: Transaction<DB>, caller: TeamCaller, webhookId: string): Promise<WebhookRow> {
    return (await lockWebhook(trx, sealing, caller, webhookId)) ?? notFound()
  }

  const hold = async (trx: Transaction<DB>, caller: TeamCaller, webhookId: string) =>
    enabled(await held(trx, caller, webhookId))
  const replays = createReplays({ db, clock, ledger, hold, deliveryOf, send, nudge: () => queue.nudge() })

  return {
    async register(caller: TeamCaller, asked: NewWebhook, schemaErrors: BadMember[] = []): Promise<WebhookWithSecret> {
      refuse([...schemaErrors, ...(await addressErrors(asked, networks))])
      const row: WebhookRow = {
        webhook_id: ids.sorted(),
        team_id: caller.teamId,
        url: asked.url,
        description: asked.description ?? null,
        event_types: asked.event_types ?? null,
        authentication: readAuthentication(asked.authentication),
        secret: newSecret(ids),
        previous_secret: null,
        previous_secret_until: null,
        enabled: true,
        disabled_reason: null,
        created_at: clock.now(),
        deleted_at: null,
        app_id: caller.appId,
        may_be_told: true,
        is_readable: true,
      }
      const made = { ...webhookToWire(row), secret: printSecret(row.secret) }
      await db.transaction().execute(async (trx) => {
        await lockTeam(trx, caller.teamId)
        if ((await countWebhooks(trx, caller.teamId)) >= maxWebhooks) {
          throw new ProblemError('conflict', `A team has at most ${maxWebhooks} webhooks. Delete one first.`)
        }
        await insertWebhook(trx, sealing, row)
        await ledger.record(trx, caller, { action: 'webhook.create', target: row.webhook_id, answer: made })
      })
      return made
    },

    async list(caller: TeamCaller, query: WebhooksQuery): Promise<WebhookPage> {
      const limit = Math.min(query.limit ?? maxWebhooks, maxWebhooks)
      const found = await listWebhooks(db, sealing, caller, { after: query.after ?? null, limit: limit + 1 })
      const attempts = await lastAttemptsOf(db, found)
      const toWire = (row: WebhookRow) => webhookToWire(row, attempts)
      return cutPage(found, limit, { toWire, cursorOf: (row) => row.webhook_id })
    },

    async get(caller: TeamCaller, webhookId: string): Promise<Webhook> {
      const row = (await findWebhook(db, sealing, caller, webhookId)) ?? notFound()
      return webhookToWire(row, await lastAttemptsOf(db, [row]))
    },

    async change(
      caller: TeamCaller,
      webhookId: string,
      asked: WebhookChange,
      schemaErrors: BadMember[] = [],
    ): Promise<Webhook> {
      // Names are looked up before the webhook is held, and told of only where it is the team's.
      const errors = [...schemaErrors, ...(await addressErrors(asked, networks))]
      return db.transaction().execute(async (trx) => {
        const before = await held(trx, caller, webhookId)
        refuse(errors)
        const update = updateOf(asked)
        if (Object.keys(update).length > 0) await updateWebhook(trx, sealing, webhookId, update)
        if (update.enabled === false) await dropPending(trx, webhookId)
        const details = { members: Object.keys(update).filter((member) => member in asked) }
        await ledger.record(trx, caller, { action: 'webhook.update', target: webhookId, details })
        return webhookToWire({ ...before, ...update }, await lastAttemptsOf(trx, [before]))
      })
    },

    async remove(caller: TeamCaller, webhookId: string): Promise<void> {
      await db.transaction().execute(async (trx) => {
        await held(trx, caller, webhookId)
        await updateWebhook(trx, sealing, webhookId, {
          ...emptied,
          authentication: { type: 'none' },
          deleted_at: clock.now(),
        })
        await dropPending(trx, webhookId)
        await ledger.record(trx, caller, { action: 'webhook.delete', target: webhookId })
      })
    },

    /** Another secret; for a while deliveries are signed with both. */
    async renewSecret(caller: TeamCaller, webhookId: string): Promise<NewSecret> {
      const secret = newSecret(ids)
      const until = new Date(clock.now().getTime() + bothSecretsHours * 3_600_000)
      const made = { secret: printSecret(secret), previous_secret_until: until.toISOString() }
      await db.transaction().execute(async (trx) => {
        const before = await held(trx, caller, webhookId)
        await updateWebhook(trx, sealing, webhookId, {
          secret,
          previous_secret: before.is_readable ? before.secret : null,
          previous_secret_until: until,
        })
        await ledger.record(trx, caller, { action: 'webhook.renew-secret', target: webhookId, answer: made })
      })
      return made
    },

    /** Sends an event that nothing has happened for. */
    async test(caller: TeamCaller, webhookId: string): Promise<Delivery> {
      const { teamId } = caller
      const made = await db.transaction().execute(async (trx) => {
        const webhook = await hold(trx, caller, webhookId)
        const event: EventRow = {
          event_id: ids.sorted(),
          team_id: teamId,
          type: 'webhook:test',
          payload: { teamId },
          created_at: clock.now(),
        }
        await insertHandedOn(trx, event)
        const delivery = deliveryOf(webhook, event)
        await send(trx, [delivery])
        const made = deliveryToWire(delivery, [])
        await ledger.record(trx, caller, { action: 'webhook.test', target: webhookId, answer: made })
        return made
      })
      queue.nudge()
      return made
    },

    async listDeliveries(caller: TeamCaller, webhookId: string, query: DeliveriesQuery): Promise<DeliveryPage> {
      if (!(await findWebhook(db, sealing, caller, webhookId))) notFound()
      const limit = Math.min(query.limit ?? maxDeliveries, maxDeliveries)
      const filter = { state: query.state ?? null, before: query.after ?? query.before ?? null, limit: limit + 1 }
      const rows = await search(db, filter.state !== null, (trx) => listDeliveries(trx, webhookId, filter))
      const attempts = await listAttempts(
        db,
        rows.map(({ delivery_id }) => delivery_id),
      )
      const toWire = (row: DeliveryRow) => deliveryToWire(row, attempts)
      return cutPage(rows, limit, { toWire, cursorOf: (row) => row.delivery_id })
    },

    async getDelivery(caller: TeamCaller, webhookId: string, deliveryId: string): Promise<Delivery> {
      if (!(await findWebhook(db, sealing, caller, webhookId))) notFound()
      const row = (await findDelivery(db, webhookId, deliveryId)) ?? notFound()
      return deliveryToWire(row, await listAttempts(db, [deliveryId]))
    },

    ...replays,

    listEvents: createEventList({ db, clock }),

    /** Says that there are new events; to be called once they are committed. */
    nudge: () => repeated[0]?.nudge(),

    /** Deletes what has been kept for long enough. */
    forgetOld,

    start() {
      repeated = [
        repeat(timing.pollMs, fanOut, (error) => complain(error, 'events-not-handed-on')),
        repeat(forgetEveryMs, whenSteady(forgetOld), (error) => complain(error, 'deliveries-not-forgotten')),
      ]
    },

    async stop() {
      await Promise.all(repeated.map(({ stop }) => stop()))
    },
  }
}

function updateOf(asked: WebhookChange): WebhookUpdate {
  const { url, event_types, description, authentication, enabled } = asked
  return {
    ...(url === undefined ? {} : { url }),
    ...(event_types === undefined ? {} : { event_types }),
    ...(description === undefined ? {} : { description }),
    ...(authentication === undefined ? {} : { authentication: readAuthentication(authentication) }),
    ...(enabled === undefined ? {} : { enabled, disabled_reason: null }),
  }
}

/** A member that is missing, too long or of another type, the whole body included, is told by the schema. */
async function addressErrors(asked: WebhookChange | null, networks: Networks): Promise<BadMember[]> {
  const { url, authentication } = asked ?? {}
  const addresses = [
    ['/url', url],
    ['/authentication/token_url', authentication?.type === 'oauth2' ? authentication.token_url : undefined],
  ] as const
  const found = addresses.map(async ([pointer, text]) => {
    const isRead = typeof text === 'string' && text.length <= maxLengths.url
    const message = isRead ? await refusalOf(networks, text) : null
    return message ? [{ pointer, message }] : []
  })
  return (await Promise.all(found)).flat()
}

function refuse(errors: BadMember[]) {
  if (errors.length > 0) throw new ProblemError('invalid-request', undefined, errors)
}

function enabled(webhook: WebhookRow): WebhookRow {
  if (!webhook.may_be_told) throw new ProblemError('conflict', applicationEnded)
  if (!webhook.enabled) throw new ProblemError('conflict', 'The webhook is disabled. Enable it first.')
  return webhook
}

function notFound(): never {
  throw new ProblemError('not-found')
}

/** 32 bytes; Standard Webhooks asks for 24 to 64. */
function newSecret(ids: Ids): Buffer {
  return Buffer.from(ids.secret(), 'base64url')
}
