import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AlreadyAnswered } from '../ground/once.ts'
import { ProblemError } from '../ground/problem-error.ts'

type Kept = { requestHash: Buffer; answer: Buffer }

/**
 * Gives POSTs in this scope, inside one that needs a token, their first answer again when they come with the same
 * Idempotency-Key (draft-ietf-httpapi-idempotency-key-header). A request that was refused stored nothing, and is
 * looked at anew.
 */
export function answerOnce(scope: FastifyInstance, { find, secret }: Keeping) {
  const nameRequest = (request: FastifyRequest) => nameWith(secret, request)

  async function replay(request: FastifyRequest, reply: FastifyReply) {
    const named = nameRequest(request)
    const kept = named && (await find(named.keyHash))
    if (!kept) return null
    // A server of the version before has kept its answers without the service's secret, under the same name.
    const by = [named, nameWith(null, request)].find((one) => one?.requestHash.equals(kept.requestHash))
    if (!by) {
      throw new ProblemError('idempotency-key-reused', 'It came with another address or another body before.')
    }
    reply.header('idempotent-replayed', 'true')
    return open(kept.answer, by)
  }

  scope.addHook('preHandler', async (request, reply) => {
    const named = nameRequest(request)
    if (!named || !request.caller) return
    const answer = await replay(request, reply)
    if (answer !== null) return reply.send(answer)
    const { keyHash, requestHash } = named
    request.caller.once = { keep: (kept) => ({ keyHash, requestHash, answer: seal(kept, named) }) }
  })

  scope.addHook('onRoute', (route) => {
    const { handler, method } = route
    if (method !== 'POST') return
    route.handler = async function answered(request, reply) {
      try {
        return await handler.call(this, request, reply)
      } catch (error) {
        const answer = error instanceof AlreadyAnswered ? await replay(request, reply) : null
        if (answer === null) throw error
        return answer
      }
    }
  })
}

/** `secret`: of the service; an integrator's key alone, a number of a booking perhaps, could be guessed. */
type Keeping = { find: (keyHash: Buffer) => Promise<Kept | undefined>; secret: Buffer }

type Named = { key: Buffer; keyHash: Buffer; requestHash: Buffer }

function nameWith(secret: Buffer | null, { method, url, headers, body, caller }: FastifyRequest): Named | null {
  const key = headers['idempotency-key']
  if (method !== 'POST' || key === undefined || !caller) return null
  if (typeof key !== 'string' || !/^[\x20-\x7e]{1,255}$/.test(key)) {
    throw new ProblemError('invalid-request', undefined, [
      { pointer: '', message: 'the header Idempotency-Key must have 1 to 255 characters of ASCII' },
    ])
  }
  const owned = `${ownerOf(caller)} ${key}`
  const text = JSON.stringify([method, url, body ?? null])
  // The version before, which may run beside this one, has to find it: better a refusal than the same done twice.
  const keyHash = sha256(owned)
  if (!secret) return { key: Buffer.from(key), keyHash, requestHash: sha256(text) }
  // A request holds names and phone numbers, which could be guessed as well.
  return { key: hmac(secret, `key ${owned}`), keyHash, requestHash: hmac(secret, text) }
}

/** Of one client the users and teams for which it acts do not know each other's keys. */
function ownerOf({ clientId, teamId, userId, isUser }: NonNullable<FastifyRequest['caller']>): string {
  // A client that acts for itself has one team only.
  return isUser ? JSON.stringify([teamId, clientId, userId]) : clientId
}

const ivBytes = 12
const tagBytes = 16

/** Whoever reads the database has no key, and an answer may hold a secret that is shown only once. */
function seal(answer: unknown, named: Named): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(named), iv)
  const sealed = Buffer.concat([cipher.update(JSON.stringify(answer)), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

function open(sealed: Buffer, named: Named): unknown {
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(named), sealed.subarray(0, ivBytes))
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
  return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]).toString())
}

const sealingKey = ({ key, keyHash }: Named) => Buffer.from(hkdfSync('sha256', key, keyHash, 'idempotent answer', 32))

const hmac = (secret: Buffer, text: string) => createHmac('sha256', secret).update(text).digest()

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
