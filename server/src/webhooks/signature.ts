import { createHmac } from 'node:crypto'

/** A secret as integrators see it (Standard Webhooks). */
export const printSecret = (secret: Buffer): string => `whsec_${secret.toString('base64')}`

/** The headers that say which event a body is, when it was sent, and that it is from us (Standard Webhooks). */
export function signatureHeaders(eventId: string, now: Date, body: string, secrets: Buffer[]) {
  const timestamp = Math.floor(now.getTime() / 1000)
  const signatures = secrets.map((secret) => {
    return `v1,${createHmac('sha256', secret).update(`${eventId}.${timestamp}.${body}`).digest('base64')}`
  })
  return {
    'webhook-id': eventId,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  }
}
