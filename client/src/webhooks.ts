import type { webhooks } from './api.gen.ts'

/** What comes by a webhook, told apart by `type`. A later server may send types that are not among these. */
export type WebhookMessage = {
  [Type in keyof webhooks]: webhooks[Type]['post']['requestBody']['content']['application/json']
}[keyof webhooks]

/** A delivery that is not from the service, or is too old to be taken: answer it with 400 or 401, and do nothing. */
export class WebhookRefused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'WebhookRefused'
  }
}

type HeaderValues = Headers | Record<string, string | readonly string[] | undefined>

export type WebhookRequest = {
  /** `whsec_…`; while a secret is being replaced, both. */
  secret: string | readonly string[]
  headers: HeaderValues
  /** As it came: a body that was parsed and written again has another signature. */
  body: string | Uint8Array
  /** How far the sender's clock and this one may be apart, in seconds. Default 300. */
  toleranceSeconds?: number
  /** In milliseconds since 1970. Default: this moment. */
  now?: number
}

export type ReceivedWebhook = {
  /** The same for each delivery of one event: whoever has seen it before has nothing to do. */
  id: string
  message: WebhookMessage
}

/**
 * Reads a delivery, once it is certain that it is from the service (Standard Webhooks). Throws `WebhookRefused` where it is not.
 */
export async function readWebhook(request: WebhookRequest): Promise<ReceivedWebhook> {
  const { secret, headers, toleranceSeconds = 300, now = Date.now() } = request
  const id = headerOf(headers, 'webhook-id')
  const timestamp = headerOf(headers, 'webhook-timestamp')
  const signatures = headerOf(headers, 'webhook-signature')
  const ageSeconds = now / 1000 - Number(timestamp)
  if (!/^\d+$/.test(timestamp) || Math.abs(ageSeconds) > toleranceSeconds) {
    throw new WebhookRefused(`webhook-timestamp is ${timestamp}, more than ${toleranceSeconds} s from this clock`)
  }
  const body = typeof request.body === 'string' ? new TextEncoder().encode(request.body) : request.body
  const signed = joined(new TextEncoder().encode(`${id}.${timestamp}.`), body)
  const secrets = typeof secret === 'string' ? [secret] : secret
  for (const one of secrets) {
    if (await isSigned(await keyOf(one), signatures, signed)) {
      return { id, message: JSON.parse(new TextDecoder().decode(body)) as WebhookMessage }
    }
  }
  throw new WebhookRefused('webhook-signature is not of this body by this secret')
}

/** One that is missing, or is there twice, is no header of ours. */
function headerOf(headers: HeaderValues, name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : namedIn(headers, name)
  if (typeof value !== 'string' || value === '') throw new WebhookRefused(`${name} is missing`)
  return value
}

function namedIn(headers: Record<string, string | readonly string[] | undefined>, name: string) {
  const [, value] = Object.entries(headers).find(([written]) => written.toLowerCase() === name) ?? []
  return value
}

function keyOf(secret: string) {
  const bytes = bytesOf(secret.replace(/^whsec_/, ''))
  if (!bytes?.length) throw new TypeError('secret is not what the webhook was answered with: whsec_ and base64')
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
}

type Key = Awaited<ReturnType<typeof keyOf>>

async function isSigned(key: Key, signatures: string, signed: Uint8Array<ArrayBuffer>): Promise<boolean> {
  for (const signature of signatures.split(' ')) {
    const [version, base64 = ''] = signature.split(',')
    const bytes = version === 'v1' ? bytesOf(base64) : null
    // It compares in constant time.
    if (bytes && (await crypto.subtle.verify('HMAC', key, bytes, signed))) return true
  }
  return false
}

/** Null where it is no base64. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
