import { type Static, Type } from 'typebox'
import { type CallExit, callExits } from './phases.ts'

/** What integrators can be told of by their webhooks. */
export const webhookEventTypes = [
  'session:create',
  'session:update',
  'session:cancel',
  'participant:waiting',
  'participant:join',
  'participant:leave',
  'participant:on-hold',
  'call:updated',
  'call:end',
  'payment:paid',
  'payment:failed',
  'payment:refunded',
  'payment:disputed',
] as const
export type WebhookEventType = (typeof webhookEventTypes)[number]

/** What each of them says has happened. */
export const webhookEventDescriptions: Record<WebhookEventType, string> = {
  'session:create': 'A session was booked.',
  'session:update': 'A session was changed, or one of its participants was added, changed or removed.',
  'session:cancel': 'A session was cancelled.',
  'participant:waiting':
    'A person asks to come in: at the waiting room, at a locked room, or sent back there by a host.',
  'participant:join': 'A person came into the call.',
  'participant:leave': 'A person went out of the call; `reason` says how.',
  'participant:on-hold': 'A host took a person out of the call for a while. Back in it, only the call is updated.',
  'call:updated': 'Who is in the call, or on hold, has changed; the first one makes it begin.',
  'call:end': 'The last person has left the call.',
  'payment:paid': 'A person has paid, or the card that they had left was charged.',
  'payment:failed': 'A try to pay or to charge a card came to nothing; another one may follow.',
  'payment:refunded': 'A payment was given back, in part or whole, or what was paid besides it by mistake was.',
  'payment:disputed': 'Somebody has disputed a payment at their bank, or that dispute has come to an end.',
}

/** Which things an event is about: ids only, so that nothing about a patient leaves with it. */
export const WebhookEventPayload = Type.Object({
  teamId: Type.String(),
  sessionId: Type.Optional(Type.String()),
  participantId: Type.Optional(Type.String()),
  paymentId: Type.Optional(Type.String()),
  callId: Type.Optional(
    Type.String({ description: 'One run of the call: from the first who enters to the last who leaves.' }),
  ),
  reason: Type.Optional(
    Type.Unsafe<CallExit>({ type: 'string', enum: callExits, description: 'Of `participant:leave`, as in a summary.' }),
  ),
})
export type WebhookEventPayload = Static<typeof WebhookEventPayload>
