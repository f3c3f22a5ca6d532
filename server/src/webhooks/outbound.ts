import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { addressesOf } from './dns.ts'
import { addressOf, type Networks } from './networks.ts'

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

const unlessAllowed = ', and WEBHOOK_NETWORKS of the server does not allow it'

/** Nothing is sent to the address; the message says why, in words. */
export class RefusedAddress extends Error {
  constructor(isSecure: boolean) {
    super(
      isSecure
        ? `it is in a private or reserved network${unlessAllowed}`
        : `it does not begin with https://${unlessAllowed}`,
    )
  }
}

const maxBodyBytes = 64 * 1024

/**
 * Redirects are not followed. Each request has a connection of its own, so that the address that is checked is the one
 * that is connected to, whatever the name says a moment later.
 */
export function createPost(networks: Networks): Post {
  return async (text, { headers, body, signal }) => {
    const url = new URL(text)
    const isSecure = url.protocol === 'https:'
    const address = addressOf(url)
    // Only names are looked up.
    if (address && !networks.allows(address, isSecure)) throw new RefusedAddress(isSecure)
    const answer = await send(
      url,
      {
        method: 'POST',
        headers: { 'user-agent': 'Anteroom', 'content-length': String(Buffer.byteLength(body)), ...headers },
        signal,
        agent: false,
        lookup: lookupAllowed(networks, isSecure),
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

/** Of the addresses of a name those that are allowed; what is not among them is not connected to. */
function lookupAllowed(networks: Networks, isSecure: boolean): LookupFunction {
  return (hostname, options, callback) => {
    addressesOf(hostname).then(
      (found) => {
        const [first, ...others] = found.filter(({ address }) => networks.allows(address, isSecure))
        if (!first) callback(new RefusedAddress(isSecure), [])
        else if (options.all) callback(null, [first, ...others])
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    )
  }
}
