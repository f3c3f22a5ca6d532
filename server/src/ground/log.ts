import type { FastifyRequest } from 'fastify'
import { type Logger, pino } from 'pino'

/**
 * What is never written into a log, wherever a part hands it over: entry links are keys, tokens and secrets are
 * too, names say who is somebody's patient.
 */
const secrets = [
  'authorization',
  'cookie',
  'link',
  'entry_url',
  'entryUrl',
  'browserKey',
  'access_token',
  'refresh_token',
  'client_secret',
  'secret',
  'password',
  'token',
  'code',
  'code_verifier',
  'username',
  'email',
  'firstName',
  'lastName',
  'name',
  'display_name',
  'displayName',
  'phone',
  'user_hint',
  'text',
]

/** Of a request that cannot be parsed Node keeps all that came, a link or a token perhaps. */
function withoutPacket(error: unknown) {
  if (!(error instanceof Error)) return error
  const { rawPacket: _, ...told } = pino.stdSerializers.err(error) as ReturnType<typeof pino.stdSerializers.err> & {
    rawPacket?: unknown
  }
  return told
}

export function createLog(level: string, destination?: { write(line: string): void }): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // An address may be an entry link, so the framework's own lines name the route instead.
    serializers: {
      err: withoutPacket,
      req: (request: FastifyRequest) => ({ method: request.method, route: request.routeOptions?.url }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
    redact: {
      paths: [...secrets, ...secrets.map((name) => `*.${name}`), 'req.headers.authorization'],
      censor: '[not logged]',
    },
  }
  return destination ? pino(options, destination) : pino(options)
}
