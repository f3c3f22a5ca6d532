import type { FastifyPluginAsync } from 'fastify'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Database } from './db/pool.ts'
import { needTeam, needToken } from './http/authentication.ts'
import { createHttp } from './http/frame.ts'
import { healthRoutes } from './http/health.ts'
import type { Clock, Ids } from './ids.ts'
import { createIceServers } from './media/ice-servers.ts'
import type { RoomAssets } from './page/assets.ts'
import { pageRoutes } from './page/routes.ts'
import { participantRoutes } from './participants/routes.ts'
import { createParticipants } from './participants/service.ts'
import { waitingRoomEvents } from './plugins/waiting-room/events.ts'
import { waitingRoomGate } from './plugins/waiting-room/rules.ts'
import { visitEvents } from './realtime/events.ts'
import { createRealtime } from './realtime/realtime.ts'
import { repeat } from './repeat.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { createSessions } from './sessions/service.ts'
import { teamRoutes } from './teams/routes.ts'
import { createTeams } from './teams/service.ts'
import { keySetRoute, tokenRoutes } from './tokens/routes.ts'
import { createTokens } from './tokens/service.ts'
import { createVisits } from './visits/service.ts'

export type Parts = {
  config: Config
  database: Database
  clock: Clock
  ids: Ids
  log: Logger
  /** The built room's files. */
  assets: RoomAssets
}

/** How often the server looks for what time alone has brought about, in milliseconds. */
const tickMs = 1_000
/** How often blocks are closed over the ends of lists, in milliseconds. */
const closeBlocksMs = 5_000
/** How often tokens that have expired are deleted. */
const forgetMs = 3_600_000

/** Every part of the server, in order, with what it is given. */
export async function createApp({ config, database, clock, ids, log, assets }: Parts) {
  const { publicUrl, extraUrlSchemes, trustProxy, production } = config
  const db = database.kysely
  const http = createHttp({ log, trustProxy, production })

  const realtime = createRealtime({ http: http.server, pool: database.pool, log })
  const { publish } = realtime

  const tokens = await createTokens({ db, clock, ids, issuer: publicUrl })
  const teams = createTeams({ db, ids })
  const participants = createParticipants({ db, clock, ids, publish, publicUrl })
  const sessions = createSessions({ database, clock, ids, participants, publish, extraUrlSchemes })

  const visits = createVisits({
    db,
    clock,
    ids,
    publish,
    processId: ids.random(),
    gates: [waitingRoomGate],
    iceServersFor: createIceServers({ config, clock }),
  })
  realtime.start(visits, { ...visitEvents(visits), ...waitingRoomEvents({ visits, clock, ids }) })

  await http.register(healthRoutes(async () => void (await database.pool.query('select from migrations limit 1'))))
  await http.register(keySetRoute(tokens))
  await http.register(tokenRoutes(tokens))

  const withToken: FastifyPluginAsync = async (scope) => {
    needToken(scope, tokens.verify)
    await scope.register(forTeams)
  }
  const forTeams: FastifyPluginAsync = async (scope) => {
    needTeam(scope)
    await scope.register(teamRoutes(teams))
    await scope.register(sessionRoutes(sessions))
    await scope.register(participantRoutes(participants))
  }
  await http.register(withToken, { prefix: '/v1' })

  await http.register(pageRoutes({ config, clock, ids, visits, assets }))

  const ticking = repeat(tickMs, visits.tick, (error) => log.error({ err: error }, 'what is due could not be done'))
  http.addHook('preClose', async () => {
    await ticking.stop()
    // First, as the other processes are told over the line that is then closed.
    await visits.goodbye()
    await realtime.close()
  })

  const closing = repeat(closeBlocksMs, sessions.closeBlocks, (error) => log.warn({ err: error }, 'lists grow slower'))
  http.addHook('onClose', () => closing.stop())

  const forgetting = repeat(forgetMs, tokens.forgetExpired, (error) => log.warn({ err: error }, 'old tokens stay'))
  http.addHook('onClose', () => forgetting.stop())

  return { http, tokens, teams, sessions, realtime }
}

export type App = Awaited<ReturnType<typeof createApp>>
