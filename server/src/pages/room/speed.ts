import { randomBytes } from 'node:crypto'
import { maxDownloadBytes, maxUploadBytes, speedPath } from '@anteroom/contract/connection-check'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import { addressKey } from '../../counters/address.ts'
import type { Counters } from '../../counters/counters.ts'
import { ProblemError } from '../../ground/problem-error.ts'
import { limitRate, refuse } from '../../http/rate-limits.ts'
import type { Visits } from '../../visits/service.ts'
import { pagesOfAddress, wrongLinkCost } from './limits.ts'

/** Of one link; a check needs five. */
const requestsPerMinute = 40

type Asked = { Params: { link: string } }

type Parts = { config: Pick<Config, 'room'>; visits: Pick<Visits, 'findByLink'>; counters: Counters }

/** Where the check before a call measures how fast the line is, for whoever has a link. */
export function speedRoutes({ config, visits, counters }: Parts) {
  const pages = pagesOfAddress(config.room)
  // Nothing on the way can make it smaller.
  const bytes = randomBytes(maxDownloadBytes)

  return async (app: FastifyInstance) => {
    // Before anything is counted or looked up by links, of which anybody can make up any number.
    app.addHook('preParsing', async (request, reply) => {
      const taken = counters.take(pages, addressKey(request.ip))
      if (!taken.ok) refuse(reply, taken.retryAfterMs, 'Too many links.')
    })
    limitRate(app, {
      counters,
      name: 'speed',
      perMinute: requestsPerMinute,
      // In capitals it is the same link.
      callerOf: (request) => (request.params as Asked['Params']).link.toLowerCase(),
    })
    app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, _body, done) => done(null))
    app.addHook('preParsing', async (request: FastifyRequest<Asked>, reply: FastifyReply) => {
      const address = addressKey(request.ip)
      if (!(await visits.findByLink(request.params.link))) {
        counters.take(pages, address, wrongLinkCost)
        throw new ProblemError('not-found')
      }
      // One that somebody was given is limited by itself.
      counters.giveBack(pages, address)
      reply.headers({ 'cache-control': 'no-store', 'cross-origin-resource-policy': 'same-origin' })
    })

    app.get<Asked>(`/session/:link/${speedPath}`, async (_request, reply) =>
      reply.type('application/octet-stream').send(bytes),
    )
    app.post<Asked>(`/session/:link/${speedPath}`, { bodyLimit: maxUploadBytes }, async (_request, reply) =>
      reply.code(204).send(),
    )
  }
}
