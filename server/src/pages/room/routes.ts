import { createHash, randomBytes, randomInt } from 'node:crypto'
import { defaultSettings } from '@anteroom/contract/feature-flags'
import { endedPath, type PhaseName } from '@anteroom/contract/phases'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import { addressKey } from '../../counters/address.ts'
import type { Counters } from '../../counters/counters.ts'
import { isUnavailable } from '../../db/unavailable.ts'
import type { Clock } from '../../ground/clock.ts'
import { cspOrigin } from '../../ground/csp.ts'
import type { Ids } from '../../ground/ids.ts'
import { writeLine } from '../../ground/log.ts'
import type { Metrics } from '../../ground/metrics.ts'
import { sendCompressed, sendForm } from '../../http/compressed.ts'
import type { Teams } from '../../teams/service.ts'
import { hashBrowserKey, type Visits } from '../../visits/service.ts'
import { languageFor } from '../look/language.ts'
import { assetsAddress, builtRoom, type RoomAssets } from './assets.ts'
import { browserKeyOf, cookieName, hostCookieName, plainCookieName, readSecret } from './browser-key.ts'
import { linklessView, pageHtml } from './html.ts'
import { pagesOfAddress, wrongLinkCost } from './limits.ts'
import { notNowPage } from './not-now.ts'
import { away, busy, type NotNow } from './words.ts'

type Parts = {
  config: Config
  clock: Clock
  ids: Ids
  visits: Visits
  teams: Teams
  assets: RoomAssets
  counters: Counters
  metrics: Pick<Metrics, 'count'>
}

/** The HTTP status of the page by its phase; a page is there for each of them. */
const statusOf: Partial<Record<PhaseName, number>> = { unknown: 404, removed: 410, cancelled: 410, over: 410 }

/** Links are good for a session; nobody needs the cookie much longer. */
const cookieSeconds = 30 * 24 * 3600

/** Their names change with what is in them. */
const fileSeconds = 365 * 24 * 3600

/** What opens behind an entry link. */
export function pageRoutes({ config, clock, ids, visits, teams, assets, counters, metrics }: Parts) {
  const limit = pagesOfAddress(config.room)

  return async (app: FastifyInstance) => {
    await app.register(fastifyStatic, {
      root: builtRoom,
      prefix: assetsAddress,
      preCompressed: true,
      immutable: true,
      maxAge: fileSeconds * 1000,
      index: false,
      decorateReply: false,
      allowedPath: (pathName) => !pathName.includes('/.'),
      setHeaders: (response) => {
        response.header('X-Content-Type-Options', 'nosniff')
        response.header('Cross-Origin-Resource-Policy', 'same-origin')
        // Who works beside the page is bound by the policy of its own file, and has to fetch what it works with.
        response.header('Content-Security-Policy', "frame-ancestors 'none'")
      },
    })

    for (const [address, forms] of assets.kept) {
      app.get(address, (request, reply) => {
        reply.header('Cache-Control', `public, max-age=${fileSeconds}, immutable`)
        return sendForm(request, reply, forms)
      })
    }

    app.get<{ Params: { link: string } }>('/session/:link', (request, reply) =>
      answer(request.params.link, request, reply),
    )
    // Whoever has lost the end of their link lands here; they are told what to do.
    for (const path of ['/session', endedPath]) app.get(path, (request, reply) => answer('', request, reply))

    async function answer(link: string, request: FastifyRequest, reply: FastifyReply) {
      const address = addressKey(request.ip)
      const taken = counters.take(limit, address)
      if (!taken.ok) return answerNotNow(request, reply, { status: 429, words: busy, afterMs: taken.retryAfterMs })
      try {
        return await answerRoom(link, request, reply, address)
      } catch (error) {
        if (!isUnavailable(error)) throw error
        writeLine(request.log, 'page-put-off', { err: error })
        return answerNotNow(request, reply, { status: 503, words: away, afterMs: 0 })
      }
    }

    async function answerRoom(link: string, request: FastifyRequest, reply: FastifyReply, address: string) {
      const secret = readSecret(request, config) ?? ids.secret()
      const browserKey = browserKeyOf(secret, link)
      const found = await visits.preview(link, hashBrowserKey(browserKey))
      if (!found && link !== '') counters.take(limit, address, wrongLinkCost)
      const view = found?.view ?? (await viewWithoutLink(isAt(request, endedPath)))
      const continued = found?.continued ?? null
      const settings = found?.settings ?? defaultSettings
      const frameOrigins = found && (await teams.frameOrigins(found.teamId))
      const nonce = randomBytes(16).toString('base64')
      const language = languageFor(request)
      const about = {
        link: found ? link : '',
        keepAs: keepAs(link),
        browserKey,
        view,
        continued,
        settings,
        frameOrigins,
      }
      const html = pageHtml({ ...about, assets, nonce, language })
      if (link !== '') metrics.count('anteroom_links_opened_total', { phase: view.phase.name })
      if (found) reply.header('Set-Cookie', cookies(secret))
      reply
        .code(statusOf[view.phase.name] ?? 200)
        .headers(securityHeaders(nonce, settings.faviconUrl, frameOrigins))
        .header('Content-Language', language)
        .type('text/html; charset=utf-8')
      return sendCompressed(request, reply, html, ['Accept-Language', 'Cookie'])
    }
  }

  /** On a computer that several use, the page of a visit that has ended does not name where somebody was. */
  async function viewWithoutLink(isEnded: boolean) {
    return isEnded ? linklessView(clock.now(), 'ended') : linklessView(clock.now(), 'unknown', await teams.findOnly())
  }

  /** The room cannot be sent: the page says why, and comes again by itself. */
  function answerNotNow(
    request: FastifyRequest,
    reply: FastifyReply,
    { status, words, afterMs }: { status: number; words: NotNow; afterMs: number },
  ) {
    // Not all at the same moment.
    const seconds = Math.ceil(afterMs / 1000) + randomInt(1, 10)
    const language = languageFor(request)
    const nonce = randomBytes(16).toString('base64')
    reply
      .code(status)
      .headers(securityHeaders(nonce, null, null))
      .headers({ 'Retry-After': seconds, 'Content-Language': language })
      .type('text/html; charset=utf-8')
    return reply.send(notNowPage({ words, language, seconds, nonce }))
  }

  function securityHeaders(nonce: string, faviconUrl: string | null, frameOrigins: string[] | null) {
    const icon = faviconUrl && cspOrigin(faviconUrl)
    const sites = frameOrigins?.flatMap((origin) => cspOrigin(origin) ?? [])
    const policy = [
      "default-src 'none'",
      `script-src 'nonce-${nonce}' 'strict-dynamic'`,
      `style-src 'self' 'nonce-${nonce}'`,
      // What blurs backgrounds works beside the page.
      "worker-src 'self'",
      `img-src 'self' data: blob:${icon ? ` ${icon}` : ''}`,
      "media-src 'self' blob: mediastream:",
      // 'self' covers WebSocket only in newer browsers.
      `connect-src 'self' ${config.publicUrl.replace(/^http/, 'ws')}`,
      "base-uri 'none'",
      "form-action 'none'",
      `frame-ancestors ${(sites ? ["'self'", ...sites] : config.frameAncestors).join(' ')}`,
    ]
    // Browsers keep to both of two policies.
    const limit = frameOrigins && config.limitsFrames ? `, frame-ancestors ${config.frameAncestors.join(' ')}` : ''
    return {
      'Content-Security-Policy': policy.join('; ') + limit,
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
      'Permissions-Policy':
        'camera=(self), microphone=(self), display-capture=(self), autoplay=(self), fullscreen=(self), geolocation=(), payment=()',
    }
  }

  /**
   * Tells a reload from another browser. What is made of it differs from link to link, so that what is stored of one
   * visit leads to no other. It names no link: whoever looks through a shared computer finds none. The partitioned one (CHIPS) also comes back in a frame of another site, where browsers withhold all other
   * storage; it needs a secure address, which on this machine itself plain HTTP is to most browsers.
   */
  function cookies(secret: string): string[] {
    const until = `Max-Age=${cookieSeconds}; HttpOnly`
    const inFrames = 'Secure; SameSite=None; Partitioned'
    const { protocol, hostname } = new URL(config.publicUrl)
    const isLoopback = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
    if (protocol === 'https:') return [`${hostCookieName}=${secret}; Path=/; ${until}; ${inFrames}`]
    const partitioned = `${cookieName}=${secret}; Path=/session; ${until}; ${inFrames}`
    const plain = `${plainCookieName}=${secret}; Path=/session; ${until}; SameSite=Lax`
    return isLoopback ? [partitioned, plain] : [plain]
  }
}

const isAt = ({ routeOptions }: FastifyRequest, path: string) => routeOptions.url === path

/** The name under which a page keeps that key, which does not tell the link. */
function keepAs(link: string): string {
  return createHash('sha256').update(`kept for ${link.toLowerCase()}`).digest('base64url').slice(0, 16)
}
