import type { FastifyPluginAsync } from 'fastify'
import type { Logger } from 'pino'
import manifest from '../package.json' with { type: 'json' }
import { noteReads } from './audit/reads.ts'
import { auditRoutes } from './audit/routes.ts'
import { createAudit } from './audit/service.ts'
import { authorizeRoutes } from './authorize/routes.ts'
import { createAuthorizations } from './authorize/service.ts'
import type { Config } from './config.ts'
import { addressKey } from './counters/address.ts'
import { createCounters } from './counters/counters.ts'
import type { Database } from './db/pool.ts'
import { createSteadyTime } from './db/steady-time.ts'
import { createComplaints } from './db/unavailable.ts'
import type { DatabaseWatch } from './db/watch.ts'
import { operator } from './ground/caller.ts'
import type { Clock } from './ground/clock.ts'
import type { Ids } from './ground/ids.ts'
import { writeLine } from './ground/log.ts'
import { createNews } from './ground/news.ts'
import { createPortions } from './ground/portions.ts'
import { repeat } from './ground/repeat.ts'
import { createUnexpected } from './ground/unexpected.ts'
import { allowTo } from './http/access.ts'
import { anyCaller, needSystem, needTeam, needToken, needUser } from './http/authentication.ts'
import { healthRoutes } from './http/health.ts'
import { answerOnce } from './http/idempotency.ts'
import { listsInTurn } from './http/lists-in-turn.ts'
import { metricsRoute, readings } from './http/metrics.ts'
import { oneAtATime } from './http/one-at-a-time.ts'
import { describeApi } from './http/openapi.ts'
import { limitRate, perMinuteOf } from './http/rate-limits.ts'
import { type ArriveWithin, createAddressOf, createHttpServer } from './http/server.ts'
import { createJobs } from './jobs/jobs.ts'
import { openProofs } from './ledger/proofs.ts'
import { createLedger } from './ledger/service.ts'
import { createIceServers } from './media/ice-servers.ts'
import { embedRoutes } from './pages/embed/routes.ts'
import type { EmbedScripts } from './pages/embed/scripts.ts'
import type { RoomAssets } from './pages/room/assets.ts'
import { pageRoutes } from './pages/room/routes.ts'
import { speedRoutes } from './pages/room/speed.ts'
import { eventsOf, gatesOf } from './plugins/plugin.ts'
import { serverPlugins } from './plugins/plugins.ts'
import { createPostgresAdapter } from './realtime/adapter.ts'
import { bandwidthEvents, invitationEvents, visitEvents } from './realtime/events.ts'
import { createRealtime } from './realtime/realtime.ts'
import { retentionRoutes } from './retention/routes.ts'
import { createRetention } from './retention/service.ts'
import { createResealing } from './sealing/resealing.ts'
import type { Sealing } from './sealing/sealing.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { createLinks, linkSecret } from './sessions/seats/links.ts'
import { participantRoutes } from './sessions/seats/routes.ts'
import { createParticipants } from './sessions/seats/service.ts'
import { createSessions } from './sessions/service.ts'
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
  /** What tests are in more of a hurry with. */
  timing?: Partial<DeliveryTiming> & { superviseSeconds?: number; arriving?: ArriveWithin }
}

const { version } = manifest

/** How often the server looks for what time alone has brought about, in milliseconds. */
const tickMs = 1_000
/** How often blocks are closed over the ends of lists, in milliseconds. */
const closeBlocksMs = 5_000
/** How often seats without a key in their link are looked for. */
const linksMs = 60_000
/** How often what has expired is deleted, and keys that are old replaced. */
const forgetMs = 3_600_000

/** Every part of the server, in order, with what it is given. */
export async function createApp(parts: Parts) {
  const { config, database, sealing, clock, ids, log, assets, embedScripts, watch, timing = {} } = parts
  const { publicUrl, extraUrlSchemes, trustProxy, production, passwordGrant, rateLimitPerMinute } = config
  const db = database.kysely
  const { http, routes } = createHttpServer({ log, trustProxy, production, publicUrl, arriving: timing.arriving })

  const unexpected = createUnexpected(log)
  const complain = createComplaints(log)
  const counters = createCounters({ db, clock, log, secret: await sealing.secret('counters') })
  http.addHook('onClose', () => counters.stop())
  const { tell, listen } = createNews<RoomState>()
  const { whenSteady } = createSteadyTime({ db, clock, log })
  const proofs = await openProofs(sealing, clock)
  const answersSecret = await sealing.secret('kept-answers')
  const ledger = createLedger({ db, clock, ids, proofs })
  const jobs = createJobs({ database, log, ...timing })
  const webhooks = createWebhooks({
    db,
    sealing,
    jobs,
    clock,
    ids,
    ledger,
    log,
    networks: config.webhookNetworks,
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
    db,
    calls: database.calls.kysely,
    sealing,
    clock,
    ids,
    ledger,
    tell,
    processId,
    gates: gatesOf(serverPlugins),
    iceServersFor: createIceServers({ config, clock }),
    relayOnly: config.relayOnly,
  })
  const links = createLinks({ secret: await sealing.secret(linkSecret), publicUrl })
  const portions = createPortions()
  const participants = createParticipants({ db, sealing, clock, ids, ledger, tell, visits, links, portions })
  const sessions = createSessions({
    database,
    clock,
    ids,
    ledger,
    participants,
    tell,
    extraUrlSchemes,
    hasRelay: config.turnUrls.length > 0,
  })
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
  const summaries = createSummaries({ db, clock, sessions })
  const realtime = createRealtime({
    http: http.server,
    processes: createPostgresAdapter({ database, complain }),
    clock,
    log,
    unexpected,
    publicUrl,
    counters,
    limits: config.room,
    addressOf: createAddressOf(trustProxy),
    visits,
    handlers: {
      ...visitEvents(visits),
      ...eventsOf(serverPlugins, { visits, ids }),
      ...bandwidthEvents(summaries),
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
    failed: (error) => complain(error, 'session-not-seen-to'),
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
    await noting.stop()
    await ledger.note(operator, { action: 'service.stop', target: processId })
    await ledger
      .end()
      .then(() => audit.seal())
      .catch((error: unknown) => writeLine(log, 'audit-end-lost', { err: error }))
  })

  await describeApi(http, { publicUrl, version })
  metricsRoute(
    config.metrics,
    readings({ pages: realtime.pages, connections: database.count, unexpected: unexpected.count }),
  )(http)
  await http.register(
    healthRoutes(async () => void (await database.vital.pool.query('select from migrations limit 1'))),
  )
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

  await http.register(pageRoutes({ config, clock, ids, visits, teams, assets, counters }))
  await http.register(embedRoutes({ scripts: embedScripts, publicUrl }))
  await http.register(speedRoutes({ config, visits, counters }))

  const ticking = repeat(tickMs, roomUpkeep.tick, (error) => complain(error, 'ticking-failed'))
  const chaining = repeat(tickMs, audit.sealInTurn, (error) => complain(error, 'audit-not-sealed'))
  http.addHook('preClose', async () => {
    await ticking.stop()
    await chaining.stop()
    // First, as the other processes are told over the line that is then closed.
    // Without it the others notice by themselves, a little later.
    await roomUpkeep.goodbye().catch((error: unknown) => complain(error, 'others-not-told'))
    await realtime.close()
  })

  const noting = repeat(tickMs, ledger.flush, (error) => complain(error, 'audit-not-written'))

  const closing = repeat(closeBlocksMs, sessions.closeBlocks, (error) => complain(error, 'blocks-not-closed'))
  http.addHook('onClose', () => closing.stop())

  // Rows from before there was sealing are sealed while people work; those of an older process, when it has gone.
  const stopping = new AbortController()
  const sealOpen = async () => void (await resealing.sealOpen(stopping.signal))
  const sealingRows = repeat(forgetMs, sealOpen, (error) => complain(error, 'rows-not-sealed'))
  sealingRows.nudge()
  // Seats of an older process have links by their id; each has its own within a minute.
  const makeLinks = () => participants.makeLinks(stopping.signal)
  const linking = repeat(linksMs, makeLinks, (error) => complain(error, 'links-not-made'))
  linking.nudge()
  http.addHook('preClose', async () => stopping.abort())
  http.addHook('onClose', async () => {
    await Promise.all([sealingRows.stop(), linking.stop()])
  })

  const upkeep = {
    erase: whenSteady(() => retention.purge(stopping.signal)),
    cut: whenSteady(audit.cutOld),
    forget: whenSteady(async () => {
      await tokens.forgetExpired()
      await signIn.forget()
    }),
  }
  const forget = async () => {
    await tokens.renewKeys()
    await authorizations.forgetExpired()
    await ledger.forgetAnswers()
    await upkeep.forget()
  }
  const forgetting = repeat(forgetMs, forget, (error) => complain(error, 'old-not-forgotten'))
  http.addHook('onClose', () => forgetting.stop())

  const cutting = repeat(forgetMs, upkeep.cut, (error) => writeLine(log, 'audit-not-cut', { err: error }))
  http.addHook('onClose', () => cutting.stop())

  const logging = repeat(
    forgetMs,
    () => audit.logCheckpoints(),
    (error) => writeLine(log, 'audit-checkpoint-missing', { err: error }),
  )
  http.addHook('onClose', () => logging.stop())

  const erasing = repeat(forgetMs, upkeep.erase, (error) => writeLine(log, 'due-not-erased', { err: error }))
  http.addHook('onClose', () => erasing.stop())

  return {
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
    retention,
    upkeep,
    realtime,
    webhooks,
    unexpected,
  }
}

export type App = Awaited<ReturnType<typeof createApp>>
