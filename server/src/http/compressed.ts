import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

const asBrotli = promisify(brotliCompress)
const compressors = {
  br: (text: string) => asBrotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: promisify<string, Buffer>(gzip),
}

/** The coding that is smallest among those that the browser takes; null where it takes none of ours. */
function codingFor(request: FastifyRequest): keyof typeof compressors | null {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  if (/\bbr\b/.test(accepted)) return 'br'
  return /\bgzip\b/.test(accepted) ? 'gzip' : null
}

/** A file in each form in which it may be asked for. */
export type Forms = { type: string; plain: Buffer; br: Buffer; gzip: Buffer }

/** Sends a file that is compressed already as small as the browser takes it. */
export function sendForm(request: FastifyRequest, reply: FastifyReply, { type, ...forms }: Forms) {
  const coding = codingFor(request)
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
  const coding = codingFor(request)
  reply.header('Vary', ['Accept-Encoding', ...varies].join(', '))
  if (!coding) return reply.send(text)
  reply.header('Content-Encoding', coding)
  return reply.send(await compressors[coding](text))
}
