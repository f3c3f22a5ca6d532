import { phases } from '@anteroom/contract/phases'
import { isUuid } from '@anteroom/contract/texts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import { addressKey } from '../../counters/address.ts'
import type { Counters } from '../../counters/counters.ts'
import { isUnavailable } from '../../db/unavailable.ts'
import { writeLine } from '../../ground/log.ts'
import { hashBrowserKey, type Visits } from '../../visits/service.ts'
import { languageFor } from '../look/language.ts'
import { browserKeyOf, readSecret } from './browser-key.ts'
import { pagesOfAddress, wrongLinkCost } from './limits.ts'
import { sendPlainPage } from './plain-page.ts'
import { wayBackWords } from './way-back-words.ts'
import { away, busy } from './words.ts'

/** For one try to pay: what has become of it, and whose it is. */
type WayBack = {
  /** `unknown`: the provider has not answered yet. */
  state: 'settled' | 'unsettled' | 'unknown'
  participantId: string
  linkVersion: number
  /** Whether it left from the browser whose key has this hash. */
  isBrowser(hash: string): boolean
}

type Parts = {
  config: Pick<Config, 'publicUrl' | 'room'>
  visits: Pick<Visits, 'preview'>
  payments: { wayBack(attemptId: string, withinMs: number): Promise<WayBack | null> }
  /** The entry link of a seat. */
  entryUrl(participantId: string, linkVersion: number): string
  counters: Counters
}

type Asked = { Params: { attemptId: string }; Querystring: { looks?: string } }

const againSeconds = 5
/** Whoever comes back looks at nothing for this long at most, while the provider is asked. */
const patienceMs = 4_000
/** So often the page of a browser that may go on looks whether the provider answers by now. */
const mostLooks = 3

const signs = {
  settled: 'M4.5 12.5l5 5 10-11',
  unsettled:
    'M4 5.5h16A1.5 1.5 0 0 1 21.5 7v10a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 17V7A1.5 1.5 0 0 1 4 5.5ZM2.5 9.5h19M6 14.5h4',
  unknown: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5.5l3.5 2',
}

/**
 * The way back from the provider's page. The address is no link to an appointment, as the provider and the history of a
 * browser have it: the browser that left is led on to its own, and anybody else reads where to go.
 */
export function wayBackRoutes({ config, visits, payments, entryUrl, counters }: Parts) {
  const limit = pagesOfAddress(config.room)

  return async (app: FastifyInstance) => {
    app.get<Asked>('/session/payment/:attemptId', async (request, reply) => {
      const at = addressOf(request)
      const address = addressKey(request.ip)
      const taken = counters.take(limit, address)
      if (!taken.ok) {
        const seconds = Math.ceil(taken.retryAfterMs / 1000) + againSeconds
        return sendLater(request, reply.code(429).header('retry-after', seconds), busy, { seconds, at })
      }
      try {
        return await answer(request, reply, address)
      } catch (error) {
        if (!isUnavailable(error)) throw error
        writeLine(request.log, 'page-put-off', { err: error })
        return sendLater(request, reply.code(503).header('retry-after', againSeconds), away, {
          seconds: againSeconds,
          at,
        })
      }
    })

    async function answer(request: FastifyRequest<Asked>, reply: FastifyReply, address: string) {
      const { attemptId } = request.params
      const way = isUuid(attemptId) ? await payments.wayBack(attemptId, patienceMs) : null
      if (!way) {
        counters.take(limit, address, wrongLinkCost)
        return reply.callNotFound()
      }
      const looks = Number(request.query.looks) || 0
      const isSure = way.state !== 'unknown' || looks >= mostLooks
      const url = entryUrl(way.participantId, way.linkVersion)
      if (isSure && (await mayGoOn(request, way, url))) {
        return reply.header('cache-control', 'no-store').redirect(url, 303)
      }
      const language = languageFor(request)
      const at = `${addressOf(request)}?looks=${looks + 1}`
      return sendPlainPage(reply, {
        ...wayBackWords[language][way.state],
        language,
        sign: signs[way.state],
        again: way.state === 'unknown' ? { seconds: againSeconds, at } : undefined,
      })
    }
  }

  /** Beside a call that goes on in this browser a second page of it would only ask to move it. */
  async function mayGoOn(request: FastifyRequest, { isBrowser }: WayBack, url: string): Promise<boolean> {
    const secret = readSecret(request, config)
    const link = url.split('/').at(-1)
    if (!secret || !link) return false
    const hash = hashBrowserKey(browserKeyOf(secret, link))
    if (!isBrowser(hash)) return false
    const continued = (await visits.preview(link, hash))?.continued
    return !(continued && phases[continued.phase.name].isInCall)
  }
}

/** As we write it, whatever stood around it. */
const addressOf = ({ params }: FastifyRequest<Asked>) => `/session/payment/${encodeURIComponent(params.attemptId)}`

type Again = { seconds: number; at: string }

function sendLater(request: FastifyRequest, reply: FastifyReply, words: typeof busy, again: Again) {
  const language = languageFor(request)
  const { title, why } = words[language]
  return sendPlainPage(reply, { language, title, text: why, sign: signs.unknown, again })
}
