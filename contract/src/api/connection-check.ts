import { type Static, Type } from 'typebox'
import { type CheckWay, checkWays, soundOnlyLine, weakLine } from '../connection-check.ts'
import { named } from './formats.ts'

/** How something was found: `untested` is also what nobody has said anything about, such as a speaker. */
const checkStatuses = ['ok', 'warning', 'failed', 'untested'] as const
export type CheckStatus = (typeof checkStatuses)[number]

/** What a part of the check has to say beside its status. */
const checkDetails = {
  browser: ['insecure', 'no-webrtc', 'no-devices'],
  /** `off`: switched off by its person; `asking`: the browser still asks for it; `still`: no picture comes. */
  camera: ['off', 'asking', 'still'],
  /** `unheard`: it is on, and nobody has spoken yet; `silenced`: the system or its own switch keeps it quiet. */
  microphone: ['off', 'asking', 'unheard', 'silenced'],
  speaker: ['unheard'],
  /** `slow-server`: the server is reached by long polling alone; `no-udp`: only by relays that take TCP. */
  reachability: ['slow-server', 'no-udp', 'no-relay', 'no-way', 'no-server'],
  bandwidth: ['weak', 'sound-only'],
} as const
/** Why a camera or a microphone cannot be had. */
const deviceProblems = [
  'denied',
  'denied-by-system',
  'dismissed',
  'missing',
  'in-use',
  'insecure',
  'framed',
  'unsupported',
  'background',
  'unknown',
] as const

const StatusText = Type.Unsafe<CheckStatus>({ type: 'string', enum: [...checkStatuses] })
const detailOf = <Detail extends string>(details: readonly Detail[]) =>
  Type.Unsafe<Detail | null>({
    type: ['string', 'null'],
    enum: [...details, null],
    description: 'Why it is so; null where there is nothing to say.',
  })
const rate = (description: string) =>
  Type.Unsafe<number | null>({
    type: ['integer', 'null'],
    minimum: 0,
    maximum: 10_000_000,
    description: `${description} In kbit/s; null where it was not measured.`,
  })

/** Nothing else is taken: what a browser finds out about a network is nobody's business beyond this. */
const strict = { additionalProperties: false } as const

const partOf = <Detail extends string>(description: string, details: readonly Detail[]) =>
  Type.Object({ status: StatusText, detail: detailOf(details) }, { ...strict, description })

/** What a person's browser found out before the call. It names nobody, and has no addresses. */
export const ConnectionCheck = named(
  'ConnectionCheck',
  Type.Object(
    {
      browser: partOf('Whether the browser can do calls.', checkDetails.browser),
      camera: partOf('Whether it gives a picture.', [...checkDetails.camera, ...deviceProblems]),
      microphone: partOf('Whether it is on, and somebody was heard.', [...checkDetails.microphone, ...deviceProblems]),
      speaker: partOf('What the person said of its test.', checkDetails.speaker),
      reachability: Type.Object(
        {
          status: StatusText,
          detail: detailOf(checkDetails.reachability),
          paths: Type.Array(
            Type.Object(
              { way: Type.Unsafe<CheckWay>({ type: 'string', enum: [...checkWays] }), status: StatusText },
              strict,
            ),
            {
              maxItems: checkWays.length,
              description:
                '`websocket` and `long-polling`: to our server; `direct`: between two ends in this browser; `reflexive`: an address by STUN; `turn-…`: through a relay.',
            },
          ),
        },
        { ...strict, description: 'Which ways through the network there are.' },
      ),
      bandwidth: Type.Object(
        {
          status: StatusText,
          detail: detailOf(checkDetails.bandwidth),
          up: rate('What could be sent.'),
          down: rate('What could be received.'),
        },
        { ...strict, description: `How fast the line is: weak below ${weakLine}, sound only below ${soundOnlyLine}.` },
      ),
    },
    { ...strict, description: 'What the browser found out before the call.' },
  ),
)
export type ConnectionCheck = Static<typeof ConnectionCheck>
export type CheckPart = keyof ConnectionCheck
