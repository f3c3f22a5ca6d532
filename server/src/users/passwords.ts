import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** OWASP's first choice for argon2id: memory in KiB, passes over it, lanes. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 }
const tagBytes = 32

type Cost = typeof cost

/** A password as it is stored: argon2id (RFC 9106) with a salt of its own, in PHC notation. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const tag = await tagOf(password, salt, cost)
  const { memory, passes, parallelism } = cost
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`
}

/**
 * Whether the password is the one that was hashed. Without a hash it takes as long and is not, so that nobody learns
 * from the time which users there are.
 */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [, memory, passes, parallelism, salt = '', tag = ''] =
    /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(hash ?? '') ?? []
  if (!tag) {
    await tagOf(password, randomBytes(16), cost)
    return false
  }
  const stored = Buffer.from(tag, 'base64')
  const asked = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  const given = await tagOf(password, Buffer.from(salt, 'base64'), asked, stored.length)
  return timingSafeEqual(given, stored)
}

async function tagOf(password: string, salt: Buffer, { memory, passes, parallelism }: Cost, tagLength = tagBytes) {
  // The same letters typed on different systems may come as different code points (RFC 8265 4.2.2).
  const message = password.normalize('NFC')
  return (await derive('argon2id', { message, nonce: salt, memory, passes, parallelism, tagLength })) as Buffer
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
