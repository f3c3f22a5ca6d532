import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

const compressors = { br: promisify(brotliCompress), gzip: promisify(gzip) }

/** A file in each form in which it may be asked for. */
export type Forms = { type: string; plain: Buffer; br: Buffer; gzip: Buffer }

/** Sends a file that is compressed already as small as the browser takes it. */
export function sendForm(request: FastifyRequest, reply: FastifyReply, { type, ...forms }: Forms) {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  const coding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null
  reply.header('Vary', 'Accept-Encoding').type(type)
  if (coding) reply.header('Content-Encoding', coding)
  return reply.send(forms[coding ?? 'plain'])
}

/** Sends a text as small as the browser takes it. `varies`: by which other headers it differs. */
export async function sendCompressed(
  request: FastifyRequest,
  reply: FastifyReply,
  text: string,
  varies: string[] = [],
) {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  reply.header('Vary', ['Accept-Encoding', ...varies].join(', '))
  if (/\bbr\b/.test(accepted)) {
    reply.header('Content-Encoding', 'br')
    return reply.send(await compressors.br(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }))
  }
  if (/\bgzip\b/.test(accepted)) {
    reply.header('Content-Encoding', 'gzip')
    return reply.send(await compressors.gzip(text))
  }
  return reply.send(text)
}
