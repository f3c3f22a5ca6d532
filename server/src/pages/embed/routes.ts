import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendCompressed } from '../../http/compressed.ts'
import { styleSourceOf } from '../look/style.ts'
import { checkPage, checkStyle } from './check-page.ts'
import type { EmbedScripts, Script } from './scripts.ts'

/** Where pages get the newest script; the longest that one may be kept instead of a newer one, in seconds. */
const newest = '/embed.js'
const keepNewestSeconds = 300

/** The script by which other pages show a room. */
export function embedRoutes({ scripts, publicUrl }: { scripts: EmbedScripts; publicUrl: string }) {
  return async (app: FastifyInstance) => {
    const { embed, check } = scripts
    const forEver = 'public, max-age=31536000, immutable'
    const keepNewest = `public, max-age=${keepNewestSeconds}, stale-while-revalidate=86400`
    app.get(newest, (request, reply) => send(request, reply, embed, keepNewest))
    for (const script of [embed, check])
      app.get(script.address, (request, reply) => send(request, reply, script, forEver))
    app.get('/embed/check', (request, reply) => {
      reply.headers(pageHeaders).type('text/html; charset=utf-8')
      return sendCompressed(request, reply, checkPage(scripts, publicUrl).text)
    })
    // What another version of the server named. A page that insists on that one is told by its integrity.
    app.get('/embed/:script', async (_request, reply) => {
      openToAll(reply).header('Cache-Control', 'no-store')
      return reply.redirect(newest, 302)
    })
  }
}

const pageHeaders = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styleSourceOf(checkStyle)}`,
    'img-src data:',
    "frame-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex',
}

function send(request: FastifyRequest, reply: FastifyReply, script: Script, cacheControl: string) {
  openToAll(reply).header('Cache-Control', cacheControl).type('text/javascript; charset=utf-8')
  return sendCompressed(request, reply, script.text)
}

/** Pages of any site may run it, and check that it is the one that they expect. */
function openToAll(reply: FastifyReply): FastifyReply {
  return reply.headers({
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  })
}
