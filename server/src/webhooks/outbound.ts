import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { addressesOf } from './dns.ts'
import { addressOf, type Networks, type Refusal, refusals } from './networks.ts'

/** POST to an address that somebody else has chosen. */
export type Post = (url: string, request: PostRequest) => Promise<PostAnswer>

export type PostRequest = { headers: Record<string, string>; body: string; signal: AbortSignal }

/** `body` is cut off where it gets too long. */
export type PostAnswer = { status: number; body: Buffer }

/** The answer began, and did not come to its end. */
export class BrokenAnswer extends Error {
  readonly status: number

  constructor(status: number, cause: unknown) {
    super('the answer was broken off', { cause })
    this.status = status
  }
}

/** Nothing is sent to the address; the message says why, in words. */
export class RefusedAddress extends Error {
  constructor(why: Refusal) {
    super(refusals[why].sent)
  }
}

const maxBodyBytes = 64 * 1024

/**
 * Redirects are not followed. Each request has a connection of its own, so that the address that is checked is the one
 * that is connected to, whatever the name says a moment later.
 */
export function createPost(networks: Networks): Post {
  return async (text, { headers, body, signal }) => {
    // Only names are looked up, so an address in it is looked at here. What was registered under other settings is as well.
    const why = networks.whyNot(text)
    if (why) throw new RefusedAddress(why)
    const url = new URL(text)
    const answer = await send(
      url,
      {
        method: 'POST',
        headers: { 'user-agent': 'Anteroom', 'content-length': String(Buffer.byteLength(body)), ...headers },
        signal,
        agent: false,
        lookup: lookupAllowed(networks, url.protocol === 'https:'),
      },
      body,
    )
    const status = answer.statusCode ?? 0
    try {
      return { status, body: await readBody(answer) }
    } catch (error) {
      throw new BrokenAnswer(status, error)
    }
  }
}

function send(url: URL, options: RequestOptions, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === 'https:'
        ? requestHttps(url, { ...options, rejectUnauthorized: true })
        : requestHttp(url, options)
    request.on('error', reject)
    request.on('response', resolve)
    request.end(body)
  })
}

async function readBody(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  // Leaving the loop closes the connection.
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= maxBodyBytes) break
  }
  return Buffer.concat(chunks).subarray(0, maxBodyBytes)
}

/** Longer than name servers take; whoever registers something does not wait for those that do not answer. */
const lookupMs = 3_000

/**
 * What is certainly wrong with an address at this moment, as sending to it would find: null for a name that nobody knows yet, as it
 * may be there when something is sent.
 */
export async function refusalOf(networks: Networks, text: string): Promise<string | null> {
  const why = networks.whyNot(text) ?? (await whyNotByName(networks, new URL(text)))
  return why && refusals[why].asked
}

async function whyNotByName(networks: Networks, url: URL): Promise<Refusal | null> {
  if (addressOf(url)) return null
  const found = await Promise.race([
    // Whatever the matter is with its name servers, nothing is certain.
    addressesOf(url.hostname).catch(() => []),
    new Promise<[]>((resolve) => setTimeout(resolve, lookupMs, []).unref()),
  ])
  const addresses = found.map(({ address }) => address)
  return addresses.length > 0 ? networks.whyNotTo(addresses, url.protocol === 'https:') : null
}

/** Of the addresses of a name those that are allowed; what is not among them is not connected to. */
function lookupAllowed(networks: Networks, isSecure: boolean): LookupFunction {
  return (hostname, options, callback) => {
    addressesOf(hostname).then(
      (found) => {
        const why = networks.whyNotTo(
          found.map(({ address }) => address),
          isSecure,
        )
        const [first, ...others] = found.filter(({ address }) => networks.allows(address, isSecure))
        if (why || !first) callback(new RefusedAddress(why ?? 'private'), [])
        else if (options.all) callback(null, [first, ...others])
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    )
  }
}
