import type { FastifyPluginAsync } from 'fastify'
import type { Logger } from 'pino'
import { noteReads } from './audit/reads.ts'
import { auditRoutes } from './audit/routes.ts'
import { createAudit } from './audit/service.ts'
import { authorizeRoutes } from './authorize/routes.ts'
import { createAuthorizations } from './authorize/service.ts'
import type { Config } from './config.ts'
import { addressKey } from './counters/address.ts'
import { createCounters } from './counters/counters.ts'
import { createDatabasePlace } from './db/place.ts'
import type { Database } from './db/pool.ts'
import { createSteadyTime } from './db/steady-time.ts'
import { createComplaints } from './db/unavailable.ts'
import type { DatabaseWatch } from './db/watch.ts'
import { secretName, seenRoutes } from './doctor/seen.ts'
import { operator } from './ground/caller.ts'
import type { Clock } from './ground/clock.ts'
import type { Ids } from './ground/ids.ts'
import { writeLine } from './ground/log.ts'
import { createMetrics } from './ground/metrics.ts'
import { createNews } from './ground/news.ts'
import { createUnexpected } from './ground/unexpected.ts'
import { version } from './ground/version.ts'
import { allowTo } from './http/access.ts'
import { anyCaller, needSystem, needTeam, needToken, needUser } from './http/authentication.ts'
import type { Example } from './http/docs-page.ts'
import { createReadiness, healthRoutes } from './http/health.ts'
import { answerOnce } from './http/idempotency.ts'
import { listsInTurn, oneAtATime } from './http/in-turn.ts'
import { describeApi } from './http/openapi.ts'
import { limitRate, perMinuteOf } from './http/rate-limits.ts'
import type { Schemas } from './http/schemas.ts'
import { type ArriveWithin, createAddressOf, createHttpServer } from './http/server.ts'
import { createJobs } from './jobs/jobs.ts'
import { openProofs } from './ledger/proofs.ts'
import { createLedger } from './ledger/service.ts'
import { measure } from './measuring.ts'
import { createIceServers } from './media/ice-servers.ts'
import { embedRoutes } from './pages/embed/routes.ts'
import type { EmbedScripts } from './pages/embed/scripts.ts'
import { frontRoutes, missingPage } from './pages/front/routes.ts'
import type { RoomAssets } from './pages/room/assets.ts'
import { meantUrl } from './pages/room/meant-link.ts'
import { pageRoutes } from './pages/room/routes.ts'
import { speedRoutes } from './pages/room/speed.ts'
import { lookOf } from './pages/room/theme.ts'
import { wayBackRoutes } from './pages/room/way-back.ts'
import { paymentAccountRoutes } from './payments/accounts-routes.ts'
import { createPaymentNotices } from './payments/notices.ts'
import { paymentNoticeRoutes } from './payments/notices-routes.ts'
import { openPayments } from './payments/open.ts'
import { paymentRoutes } from './payments/routes.ts'
import { readStripeNotice } from './payments/stripe/notices.ts'
import { eventsOf, gatesOf } from './plugins/plugin.ts'
import { serverPlugins } from './plugins/plugins.ts'
import { createPostgresAdapter } from './realtime/adapter.ts'
import { bandwidthEvents, invitationEvents, visitEvents } from './realtime/events.ts'
import { createRatings } from './realtime/ratings.ts'
import { createRealtime } from './realtime/realtime.ts'
import { retentionRoutes } from './retention/routes.ts'
import { createRetention } from './retention/service.ts'
import { startRounds } from './rounds.ts'
import { createResealing } from './sealing/resealing.ts'
import type { Sealing } from './sealing/sealing.ts'
import { openSessions } from './sessions/open.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { participantRoutes } from './sessions/seats/routes.ts'
import { summaryRoutes } from './summary/routes.ts'
import { createSummaries } from './summary/service.ts'
import { teamAdminRoutes, teamRoutes, teamSetupRoutes } from './teams/routes.ts'
import { createTeams } from './teams/service.ts'
import { createCodes } from './tokens/codes.ts'
import { authCodeRoutes, createGrantTypes, tokenRoutes, wellKnownRoutes } from './tokens/routes.ts'
import { createTokens } from './tokens/service.ts'
import { createHashing } from './users/hashing.ts'
import { userRoutes } from './users/routes.ts'
import { createUsers } from './users/service.ts'
import { createSignIn } from './users/sign-in.ts'
import { createVisits } from './visits/service.ts'
import type { RoomState } from './visits/state.ts'
import { createUpkeep } from './visits/upkeep.ts'
import { webhookRoutes } from './webhooks/routes.ts'
import { createWebhooks, type DeliveryTiming } from './webhooks/service.ts'

export type Parts = {
  config: Config
  database: Database
  sealing: Sealing
  clock: Clock
  ids: Ids
  log: Logger
  /** The built room's files. */
  assets: RoomAssets
  embedScripts: EmbedScripts
  /** Where it is left out, pages are not told of a database that does not answer. */
  watch?: Pick<DatabaseWatch, 'onChange'>
  /** What takes the demo's payments. */
  standIn?: { url: string; secretKey: string } | null
  /** What another server of this process has compiled. */
  schemas?: Schemas
  /** What tests are in more of a hurry with. */
  timing?: Partial<DeliveryTiming> & {
    superviseSeconds?: number
    arriving?: ArriveWithin
    patienceMs?: number
    measureMs?: number
  }
}

/** Every part of the server, in order, with what it is given. */
export async function createApp(parts: Parts) {
  const { config, database, sealing, clock, ids, log, assets, embedScripts, watch, standIn, timing = {} } = parts
  const { publicUrl, trustProxy, production, passwordGrant, rateLimitPerMinute } = config
  const db = database.kysely
  const given = { log, clock, trustProxy, production, publicUrl, meantUrl, missingPage }
  const { http, routes } = createHttpServer({ ...given, arriving: timing.arriving, schemas: parts.schemas })

  const ending = new AbortController()
  http.addHook('preClose', async () => ending.abort())
  const unexpected = createUnexpected(log)
  const complain = createComplaints(log)
  const metrics = createMetrics()
  const ratings = createRatings(log, metrics)
  const counters = createCounters({ db, clock, log, metrics, secret: await sealing.secret('counters') })
  http.addHook('onClose', () => counters.stop())
  const { tell, listen } = createNews<RoomState>()
  const { whenSteady } = createSteadyTime({ db, clock, log })
  const proofs = await openProofs(sealing, clock)
  const answersSecret = await sealing.secret('kept-answers')
  const ledger = createLedger({ db, clock, ids, proofs })
  const common = { db, sealing, clock, ids, ledger, log }
  const place = createDatabasePlace({ db: database.background.kysely, config, log })
  await place.look()
  const jobs = createJobs({ database, log, metrics, ...timing })
  const webhooks = createWebhooks({
    ...common,
    metrics,
    jobs,
    networks: config.webhookNetworks,
    isPaused: place.isUnconfirmed,
    logDays: () => retention.webhookLogDays(),
    whenSteady,
    timing,
  })
  const resealing = createResealing({ db, sealing })
  const audit = createAudit({ db, clock, ids, sealing, proofs, log, keepDays: config.auditLogDays })
  const { refreshLimits } = config
  const tokens = await createTokens({ db, sealing, clock, ids, issuer: publicUrl, refreshLimits })
  const teams = createTeams({ db, clock, ids, ledger, grants: tokens.grants })
  const hashing = createHashing()
  const users = createUsers({ db, clock, ids, ledger, hashing, endTokens: tokens.grants.endOfPassword })
  const signIn = createSignIn({ db, clock, ledger, counters, hashing })
  const codes = createCodes({ db, clock, ids, ledger, tokens })
  const grants = createGrantTypes({ tokens, codes, signIn, passwordGrant })
  const authorizations = createAuthorizations({
    db,
    clock,
    ids,
    ledger,
    signIn,
    issueCode: codes.issue,
    issuer: publicUrl,
  })

  const processId = ids.random()
  const visits = createVisits({
    ...common,
    calls: database.calls.kysely,
    tell,
    metrics,
    processId,
    gates: gatesOf(serverPlugins),
    iceServersFor: createIceServers({ config, clock }),
    relayOnly: config.relayOnly,
    lookOf,
  })
  const { links, participants, sessions } = await openSessions({ ...common, config, database, tell, visits })
  const { accounts, payments, lists } = openPayments({
    ...common,
    config,
    tell,
    teams,
    visits,
    standIn,
    isPaused: place.isUnconfirmed,
    ending: ending.signal,
    patienceMs: timing.patienceMs,
  })
  const { noticed } = payments
  const notices = createPaymentNotices({ ...common, jobs, accounts, readNotice: readStripeNotice, noticed })
  const retention = createRetention({
    db,
    clock,
    ledger,
    tell,
    log,
    teams,
    withdraw: sessions.withdraw,
    retentionDays: config.retentionDays,
  })
  const summaries = createSummaries({ db, clock, sessions, metrics })
  const realtime = createRealtime({
    http: http.server,
    processes: createPostgresAdapter({ database, complain }),
    clock,
    log,
    unexpected,
    metrics,
    publicUrl,
    counters,
    limits: config.room,
    addressOf: createAddressOf(trustProxy),
    visits,
    handlers: {
      ...visitEvents(visits),
      ...eventsOf(serverPlugins, { visits, ids, served: { 'stripe-payments': payments.served } }),
      ...bandwidthEvents(summaries),
      ...ratings.events,
      ...invitationEvents(participants),
    },
  })
  watch?.onChange(realtime.sayWhetherAvailable)
  listen(realtime.changed)
  // What pages learn of at once, webhooks need not wait a second for.
  listen(webhooks.nudge)
  const roomUpkeep = createUpkeep({
    db: database.vital.kysely,
    clock,
    tell,
    processId,
    connections: realtime.connections,
    failed: complain,
    lapse: visits.lapse,
  })

  http.addHook('onReady', async () => {
    await jobs.start()
    // Known to the others before the first page connects.
    await roomUpkeep.tick()
    webhooks.start()
    // A start without a stop before it says where the last second of noted entries may be missing.
    await ledger.note(operator, { action: 'service.start', target: processId })
  })
  http.addHook('onClose', async () => {
    await webhooks.stop()
    await jobs.stop()
    await stopNoting()
    await ledger.note(operator, { action: 'service.stop', target: processId })
    await ledger
      .end()
      .then(() => audit.seal())
      .catch((error: unknown) => writeLine(log, 'audit-end-lost', { err: error }))
  })

  const example: Example = { clientId: null }
  await describeApi(http, { publicUrl, version, example, clock })
  measure({ http, config, database, clock, metrics, complain, realtime, unexpected, place, everyMs: timing.measureMs })
  const readiness = createReadiness(
    async () => void (await database.vital.pool.query('select from migrations limit 1')),
  )
  await http.register(healthRoutes(readiness))
  await http.register(seenRoutes({ secret: await sealing.secret(secretName), clock }))
  await http.register(wellKnownRoutes({ tokens, grants, issuer: publicUrl }))
  const ofClients = { counters, perMinute: rateLimitPerMinute }
  const forClients: FastifyPluginAsync = async (scope) => {
    limitRate(scope, { ...ofClients, name: 'token endpoint', callerOf: ({ ip }) => addressKey(ip) })
    await scope.register(tokenRoutes({ tokens, grants, clock, ledger }))
  }
  await http.register(forClients)
  const forBrowsers: FastifyPluginAsync = async (scope) => {
    limitRate(scope, { ...ofClients, name: 'sign-in pages', callerOf: ({ ip }) => addressKey(ip) })
    await scope.register(authorizeRoutes({ authorizations, clock, ids, publicUrl }))
  }
  await http.register(forBrowsers)

  const withToken: FastifyPluginAsync = async (scope) => {
    needToken(scope, tokens.verify, {
      counters,
      limit: perMinuteOf('wrong tokens', Math.ceil(rateLimitPerMinute / 10)),
    })
    limitRate(scope, { ...ofClients, name: 'clients', callerOf: (request) => anyCaller(request).clientId })
    limitRate(scope, {
      counters,
      // More clients than that get a team no further.
      perMinute: rateLimitPerMinute * 10,
      name: 'teams',
      callerOf: (request) => anyCaller(request).teamId ?? anyCaller(request).clientId,
      isUntold: true,
    })
    answerOnce(scope, { find: ledger.findAnswer, secret: answersSecret })
    noteReads(scope, ledger.note)
    await scope.register(forTeams)
    await scope.register(forAdmins)
    await scope.register(forSystem)
    await scope.register(forUsers)
  }
  const forTeams: FastifyPluginAsync = async (scope) => {
    needTeam(scope)
    oneAtATime(scope)
    listsInTurn(scope)
    await scope.register(teamRoutes(teams))
    await scope.register(sessionRoutes(sessions, retention))
    await scope.register(participantRoutes(participants, retention))
    await scope.register(summaryRoutes(summaries))
    await scope.register(webhookRoutes(webhooks))
    await scope.register(auditRoutes(audit))
    await scope.register(paymentRoutes(lists, payments, participants))
    await scope.register(forManagers)
  }
  const forManagers: FastifyPluginAsync = async (scope) => {
    allowTo(scope, 'team-manager')
    await scope.register(paymentAccountRoutes(accounts))
  }
  const forAdmins: FastifyPluginAsync = async (scope) => {
    allowTo(scope, 'team-admin')
    await scope.register(teamAdminRoutes(teams))
    await scope.register(retentionRoutes(retention))
  }
  const forSystem: FastifyPluginAsync = async (scope) => {
    needSystem(scope)
    await scope.register(userRoutes(users))
    await scope.register(teamSetupRoutes(teams))
  }
  const forUsers: FastifyPluginAsync = async (scope) => {
    needUser(scope)
    await scope.register(authCodeRoutes(codes))
  }
  await http.register(withToken, { prefix: '/v1' })
  const forStripe: FastifyPluginAsync = async (scope) => {
    limitRate(scope, { ...ofClients, name: 'payment notices', callerOf: ({ ip }) => addressKey(ip) })
    await scope.register(paymentNoticeRoutes(notices))
  }
  await http.register(forStripe, { prefix: '/v1' })

  await http.register(frontRoutes(config, { isReady: readiness.isReady, arePaymentsPaused: place.isUnconfirmed }))
  await http.register(pageRoutes({ config, clock, ids, visits, teams, assets, counters, metrics }))
  await http.register(wayBackRoutes({ config, visits, payments, entryUrl: links.url, counters }))
  await http.register(embedRoutes({ scripts: embedScripts, publicUrl }))
  await http.register(speedRoutes({ config, visits, counters }))

  const { makeLinks, upkeep, stopNoting } = startRounds({
    http,
    ending: ending.signal,
    log,
    complain,
    place,
    whenSteady,
    roomUpkeep,
    realtime,
    payments,
    notices,
    audit,
    ledger,
    sessions,
    participants,
    resealing,
    retention,
    tokens,
    signIn,
    authorizations,
  })

  return {
    example,
    http,
    routes,
    ledger,
    resealing,
    makeLinks,
    audit,
    tokens,
    codes,
    teams,
    users,
    signIn,
    authorizations,
    sessions,
    participants,
    retention,
    upkeep,
    realtime,
    place,
    webhooks,
    payments,
    paymentAccounts: accounts,
    paymentLists: lists,
    paymentNotices: notices,
    unexpected,
  }
}

export type App = Awaited<ReturnType<typeof createApp>>
