import { randomBytes } from 'node:crypto'
import { maxDownloadBytes, maxUploadBytes, speedPath } from '@anteroom/contract/speed'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Counters } from '../counters/counters.ts'
import { ProblemError } from '../http/problem-error.ts'
import { limitRate } from '../http/rate-limits.ts'
import type { Visits } from '../visits/service.ts'

/** Of one link; a check needs five. */
const requestsPerMinute = 40

type Asked = { Params: { link: string } }

/** Where the check before a call measures how fast the line is, for whoever has a link. */
export function speedRoutes({ visits, counters }: { visits: Pick<Visits, 'findByLink'>; counters: Counters }) {
  // Nothing on the way can make it smaller.
  const bytes = randomBytes(maxDownloadBytes)

  return async (app: FastifyInstance) => {
    limitRate(app, {
      counters,
      name: 'speed',
      perMinute: requestsPerMinute,
      // In capitals it is the same link.
      callerOf: (request) => (request.params as Asked['Params']).link.toLowerCase(),
    })
    app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, _body, done) => done(null))
    app.addHook('preParsing', async (request: FastifyRequest<Asked>, reply: FastifyReply) => {
      if (!(await visits.findByLink(request.params.link))) throw new ProblemError('not-found')
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
