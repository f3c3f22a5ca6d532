import { type Static, type TSchema, Type } from 'typebox'
import {
  WebhookEventPayload,
  type WebhookEventType,
  webhookEventDescriptions,
  webhookEventTypes,
} from '../webhook-events.ts'
import { named } from './formats.ts'

const { teamId, reason } = WebhookEventPayload.properties
const id = Type.String()
const inCall = { teamId, sessionId: id, participantId: id, callId: id }
const ofPayment = { teamId, sessionId: id, participantId: id, paymentId: id }

/** Which ids each of them has. */
const payloads = {
  'session:create': { teamId, sessionId: id },
  'session:update': { teamId, sessionId: id, participantId: Type.Optional(id) },
  'session:cancel': { teamId, sessionId: id },
  'participant:waiting': { teamId, sessionId: id, participantId: id },
  'participant:join': inCall,
  'participant:leave': { ...inCall, reason },
  'participant:on-hold': inCall,
  'call:updated': { teamId, sessionId: id, callId: id },
  'call:end': { teamId, sessionId: id, callId: id },
  'payment:paid': ofPayment,
  'payment:failed': ofPayment,
  'payment:refunded': ofPayment,
  'payment:disputed': ofPayment,
} as const satisfies Record<WebhookEventType, Record<string, TSchema>>

const tested = 'An admin, or a client by the API, has asked for this to be sent.'
const createdAt = Type.Integer({ description: 'When it happened, in whole seconds since 1970.' })

const message = <const Name extends string, Payload extends Record<string, TSchema>>(type: Name, payload: Payload) =>
  Type.Object({ type: Type.Literal(type), createdAt, payload: Type.Object(payload) })

const test = message('webhook:test', { teamId })

/** The body of a delivery, by its `type`. */
export type WebhookMessage =
  | { [Name in WebhookEventType]: Static<ReturnType<typeof message<Name, (typeof payloads)[Name]>>> }[WebhookEventType]
  | Static<typeof test>

/** For the description of the API: what is sent to registered addresses (OpenAPI 3.1, `webhooks`). */
export const webhookMessages = [
  ...webhookEventTypes.map((type) => ({
    type,
    summary: webhookEventDescriptions[type],
    schema: message<string, Record<string, TSchema>>(type, payloads[type]) as TSchema,
  })),
  { type: 'webhook:test', summary: tested, schema: test as TSchema },
].map(({ type, summary, schema }) => ({ type, summary, schema: named(nameOf(type), schema) }))

/** `ParticipantOnHoldMessage` */
function nameOf(type: string): string {
  const words = type.split(/[:-]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return `${words.join('')}Message`
}
