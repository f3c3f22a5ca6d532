import { type Static, Type } from 'typebox'
import { maxLengths } from '../max-lengths.ts'
import { WebhookEventPayload, webhookEventTypes } from '../webhook-events.ts'
import { DateText, named } from './formats.ts'
import { pageQuery } from './lists.ts'

/** How many events one page of the list has at most. */
export const maxEvents = 1000

const cursor = 'What it means is nobody else’s business: keep it as it is.'

export const EventsQuery = Type.Object({
  ...pageQuery(
    Type.String({
      format: 'text',
      maxLength: maxLengths.cursor,
      description:
        'Events behind this `cursor` of an event, or `next` of a page. Without it the list begins with the oldest event that is kept.',
    }),
    { usual: 100, most: maxEvents },
  ),
  event_types: Type.Optional(
    Type.String({
      format: 'text',
      maxLength: 1000,
      description: `Only events of these types, separated by commas: ${webhookEventTypes.join(', ')}.`,
      examples: ['participant:join,call:end'],
    }),
  ),
  from: Type.Optional(DateText('Only events of then or later.')),
})
export type EventsQuery = Static<typeof EventsQuery>

const eventExample = {
  event_id: '01a20597-01f0-7b3d-a6c5-8e7f6a5b4c33',
  cursor: '4711-8e7f6a5b4c33',
  type: 'call:end',
  createdAt: 2220686681,
  payload: {
    teamId: '01a20593-1f3c-7e9a-8b1d-5f0c2a4be770',
    sessionId: '01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a',
    callId: '01a20595-6c2a-7d4f-9e8b-1a2b3c4d5e6f',
  },
}

/** The members of the body that a webhook delivers, with what that has in its headers. */
export const ListedEvent = named(
  'ListedEvent',
  Type.Object(
    {
      event_id: Type.String({ description: 'The `webhook-id` with which a webhook delivers the same event.' }),
      cursor: Type.String({ description: `To be given as \`after\` for what follows this event. ${cursor}` }),
      type: Type.String(),
      createdAt: Type.Integer({ description: 'When it happened, in whole seconds since 1970.' }),
      payload: WebhookEventPayload,
    },
    { examples: [eventExample] },
  ),
)
export type ListedEvent = Static<typeof ListedEvent>

export const EventPage = named(
  'EventPage',
  Type.Object(
    {
      content: Type.Array(ListedEvent, {
        description:
          'Oldest first. It can be empty while there is `more`, where few events are of the types asked for.',
      }),
      next: Type.String({
        description: `To be given as \`after\` for what follows, also for what happens later. ${cursor}`,
      }),
      more: Type.Boolean({ description: 'Whether there is more to be read at once.' }),
    },
    { examples: [{ content: [eventExample], next: '4711-8e7f6a5b4c33', more: false }] },
  ),
)
export type EventPage = Static<typeof EventPage>
