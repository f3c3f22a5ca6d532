import { type Static, Type } from 'typebox'

/** What a team can be told of, by webhook. */
export const eventTypes = [
  'session:create',
  'session:update',
  'session:cancel',
  'participant:join',
  'participant:leave',
  'participant:on-hold',
  'call:updated',
  'call:end',
] as const
export type EventType = (typeof eventTypes)[number]

/** Ids only: whoever may know more asks the API with them. */
export const EventPayload = Type.Object({
  teamId: Type.String(),
  sessionId: Type.Optional(Type.String()),
  participantId: Type.Optional(Type.String()),
  callId: Type.Optional(
    Type.String({ description: 'One run of the call: from the first who enters to the last who leaves.' }),
  ),
})
export type EventPayload = Static<typeof EventPayload>
