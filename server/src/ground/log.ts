import type { FastifyRequest } from 'fastify'
import { type Logger, pino } from 'pino'
import { type LogCode, logLines } from './log-lines.ts'

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

/** The code of a line that a library writes by itself. */
const ofLibraries = 'library'

/** A line's code is the one `code` that is no secret. */
const isLogCode = (value: unknown) => value === ofLibraries || Object.hasOwn(logLines, String(value))

type LevelOf<Code extends LogCode> = (typeof logLines)[Code]['level']

/** Writes one of the lines that there are, at its level. */
export function writeLine<Code extends LogCode>(
  log: Pick<Logger, LevelOf<Code>>,
  code: Code,
  facts: object = {},
): void {
  const { level, says } = logLines[code]
  const write: Pick<Logger, typeof level> = log
  write[level]({ ...facts, code }, says)
}

/** The same for who debugs, where another line has told it already. */
export function writeQuietly(log: Pick<Logger, 'debug'>, code: LogCode, facts: object): void {
  log.debug({ ...facts, code }, logLines[code].says)
}

export function createLog(level: string, destination?: { write(line: string): void }): Logger {
  const options = {
    level,
    base: null,
    mixin: () => ({ code: ofLibraries }),
    timestamp: pino.stdTimeFunctions.isoTime,
    // An address may be an entry link, so the framework's own lines name the route instead.
    serializers: {
      err: withoutPacket,
      req: (request: FastifyRequest) => ({ method: request.method, route: request.routeOptions?.url }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
    redact: {
      paths: [...secrets, ...secrets.map((name) => `*.${name}`), 'req.headers.authorization'],
      censor: (value: unknown, path: readonly unknown[]) =>
        path.length === 1 && path[0] === 'code' && isLogCode(value) ? value : '[not logged]',
    },
  }
  return destination ? pino(options, destination) : pino(options)
}
