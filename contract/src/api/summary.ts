import { type Static, Type } from 'typebox'
import { type CallExit, callExits } from '../phases.ts'
import { ConnectionCheck } from './connection-check.ts'
import { named, TextOrNull } from './formats.ts'

const rate = (description: string) =>
  Type.Unsafe<number | null>({
    type: ['number', 'null'],
    description: `${description} In kbit/s, as the browser measured it; null where nothing was measured.`,
  })

/** How much a person's browser sent and received while they were in the call. */
export const SummaryBandwidth = named(
  'SummaryBandwidth',
  Type.Object({
    min_sent_bandwidth: rate('The least that was sent over some seconds.'),
    max_sent_bandwidth: rate('The most that was sent over some seconds.'),
    avg_sent_bandwidth: rate('What was sent on average.'),
    min_receive_bandwidth: rate('The least that was received over some seconds.'),
    max_receive_bandwidth: rate('The most that was received over some seconds.'),
    avg_receive_bandwidth: rate('What was received on average.'),
  }),
)

/** Who had a seat, and when they were in the call. Time in the waiting room is not counted. */
export const SummaryParticipant = named(
  'SummaryParticipant',
  Type.Object({
    participant_id: Type.String(),
    role: Type.String({ enum: ['HOST', 'GUEST', 'PARTICIPANT'] }),
    entry_time: TextOrNull({ description: 'When they first came into the call, ISO 8601; null when they never did.' }),
    exit_time: Type.Object(
      {
        left_at: TextOrNull({ description: 'ISO 8601.' }),
        left_reason: Type.Unsafe<CallExit | null>({
          type: ['string', 'null'],
          enum: [...callExits, null],
          description: [
            '`left`: they hung up or closed the page from the room',
            '`ended`: a host ended the call for everyone',
            '`lost`: their page was out of reach for longer than the grace',
            '`removed`: their seat was taken away',
            '`returned-to-waiting`: a host sent them back to the waiting room',
            '`opened-elsewhere`: their link was opened in another browser.',
          ].join('; '),
        }),
      },
      {
        description: 'When and how they last went out of the call; nulls while they are in it or when they never were.',
      },
    ),
    bandwidth: SummaryBandwidth,
    connection_check: Type.Union([ConnectionCheck, Type.Null()], {
      description: 'What their browser found out about itself and its network before the call; null when it did not.',
    }),
  }),
)
export type SummaryParticipant = Static<typeof SummaryParticipant>

/** What became of a session. */
export const SessionSummary = named(
  'SessionSummary',
  Type.Object(
    {
      start_time: Type.String(),
      end_time: Type.String(),
      actual_start_time: TextOrNull({ description: 'When the call was first entered.' }),
      actual_end_time: TextOrNull({ description: 'When its last participant left.' }),
      participants: Type.Array(SummaryParticipant, {
        description: 'Oldest first; removed ones only when they were in the call.',
      }),
    },
    {
      examples: [
        {
          start_time: '2040-05-14T09:00:00.000Z',
          end_time: '2040-05-14T09:30:00.000Z',
          actual_start_time: '2040-05-14T09:01:12.000Z',
          actual_end_time: '2040-05-14T09:24:40.000Z',
          participants: [
            {
              participant_id: '5b0f8c2e-3d55-4f0e-9c8e-6c1d2a7b9f10',
              role: 'HOST',
              entry_time: '2040-05-14T09:01:12.000Z',
              exit_time: { left_at: '2040-05-14T09:24:40.000Z', left_reason: 'left' },
              bandwidth: {
                min_sent_bandwidth: 310,
                max_sent_bandwidth: 1480,
                avg_sent_bandwidth: 1120,
                min_receive_bandwidth: 290,
                max_receive_bandwidth: 1510,
                avg_receive_bandwidth: 1090,
              },
              connection_check: {
                browser: { status: 'ok', detail: null },
                camera: { status: 'failed', detail: 'missing' },
                microphone: { status: 'ok', detail: null },
                speaker: { status: 'untested', detail: null },
                reachability: {
                  status: 'ok',
                  detail: null,
                  paths: [
                    { way: 'websocket', status: 'ok' },
                    { way: 'long-polling', status: 'ok' },
                    { way: 'direct', status: 'ok' },
                    { way: 'turn-udp', status: 'ok' },
                  ],
                },
                bandwidth: { status: 'warning', detail: 'weak', up: 290, down: 1740 },
              },
            },
          ],
        },
      ],
    },
  ),
)
export type SessionSummary = Static<typeof SessionSummary>
