import { type Static, Type } from 'typebox'
import { DateText, named, TextOrNull, UuidText } from './formats.ts'

/** How many events one request sends again at most. */
export const maxReplayed = 1000

export const replayed = ['failed', 'all'] as const

export const Replay = named(
  'Replay',
  Type.Object(
    {
      events: Type.Optional(
        Type.Unsafe<(typeof replayed)[number]>({
          type: 'string',
          enum: replayed,
          description:
            '`failed` (when it is not given): events of which a delivery to this webhook has failed or was dropped, and none was delivered since or is on its way. `all`: every event of the types that the webhook wants, whatever became of it, unless it is on its way.',
        }),
      ),
      from: DateText('Events that happened then or later.'),
      until: Type.Optional(DateText('Events that happened before then; until now when it is not given.')),
      after: Type.Optional(UuidText('The `next` of the answer before.')),
    },
    { examples: [{ events: 'failed', from: '2040-05-11T00:00:00Z', until: '2040-05-14T09:00:00Z' }] },
  ),
)
export type Replay = Static<typeof Replay>

export const ReplayAnswer = named(
  'ReplayAnswer',
  Type.Object(
    {
      replayed: Type.Integer({ description: `How many events are sent again, ${maxReplayed} at most.` }),
      next: TextOrNull({ description: 'To be given as `after` for what follows; null at the end.' }),
      more: Type.Boolean({ description: 'Whether others are left: ask again, with `next` as `after`.' }),
    },
    { examples: [{ replayed: 214, next: null, more: false }] },
  ),
)
export type ReplayAnswer = Static<typeof ReplayAnswer>
