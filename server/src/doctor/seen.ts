import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { type Static, Type } from 'typebox'
import type { Clock } from '../ground/clock.ts'
import { ProblemError } from '../ground/problem-error.ts'
import { version } from '../ground/version.ts'

/** How a request looks to the server that it has reached, behind whatever stands before it. */
export const Seen = Type.Object({
  /** Whom the server takes for the one who asks. */
  address: Type.String(),
  /** Who connected to it: the proxy, where there is one. */
  peer: Type.String(),
  /** Whether `X-Forwarded-For` was there. */
  isForwarded: Type.Boolean(),
  protocol: Type.String(),
  host: Type.String(),
  /** Of Anteroom; those from before it was told do not say it. */
  version: Type.Optional(Type.String()),
})
export type Seen = Static<typeof Seen>

/** The name of the secret that both sides of it have. */
export const secretName = 'doctor'

export const seenPath = '/doctor/seen'
const goodForMs = 60_000

/** Shows that one has the database and the master key; for one request, for a minute. */
export const passFor = (secret: Buffer, now: Date): string => `${now.getTime()}.${proofOf(secret, now.getTime())}`

const proofOf = (secret: Buffer, ms: number) => createHmac('sha256', secret).update(`seen ${ms}`).digest('base64url')

function isGood(secret: Buffer, pass: string, now: Date): boolean {
  const [ms = '', proof = ''] = pass.split('.')
  const [given, wanted] = [Buffer.from(proof), Buffer.from(proofOf(secret, Number(ms)))]
  const isFresh = Math.abs(now.getTime() - Number(ms)) <= goodForMs
  return isFresh && given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** Tells the doctor what proxies make of its requests; nobody else. */
export function seenRoutes({ secret, clock }: { secret: Buffer; clock: Clock }) {
  return async (scope: FastifyInstance) => {
    scope.get(seenPath, { schema: { hide: true } }, async (request): Promise<Seen> => {
      const pass = /^Doctor (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
      if (!isGood(secret, pass, clock.now())) {
        throw new ProblemError('not-authenticated', 'This is for "npm run admin -- doctor" alone.')
      }
      return {
        address: request.ip,
        peer: request.socket.remoteAddress ?? '',
        isForwarded: request.headers['x-forwarded-for'] !== undefined,
        protocol: request.protocol,
        host: request.host,
        version,
      }
    })
  }
}
