import type { LeaveReason, PhaseName } from './phases.ts'

/**
 * What a room in a frame says to the page around it (`window.postMessage`), and `<anteroom-session>` to that page's
 * scripts. Never names, and never the link, which is a key.
 */
export type RoomMessage =
  /** The room has started. `commands`: those that it knows; one from before there were any knows none. */
  | { type: 'ready'; commands: readonly string[] }
  /** Where the visit is now; the first one follows what is wrong with the frame, if anything is. */
  | { type: 'phase'; phase: PhaseName }
  /** In the call. */
  | { type: 'joined' }
  /** Out of it, or of what comes before it. */
  | { type: 'left'; reason: LeftReason }
  /** The call is over for everyone. */
  | { type: 'ended' }
  /** Something that whoever built the page should know; `message` is for them, in English. */
  | { type: 'error'; code: EmbeddingErrorCode; message: string }

export type RoomMessageType = RoomMessage['type']

/** As they come in a visit; each is an event of the element as well. */
export const roomMessageTypes = [
  'ready',
  'phase',
  'joined',
  'left',
  'ended',
  'error',
] as const satisfies readonly RoomMessageType[]

/** `LeaveReason`, and why a visit is nowhere without having left the call. */
export const leftReasons = ['left', 'ended', 'lost', 'removed', 'expired', 'cancelled', 'opened-elsewhere'] as const
export type LeftReason = LeaveReason | (typeof leftReasons)[number]

/** The first two are the element's own. */
export const embeddingErrorCodes = ['entry-url', 'no-answer', 'unknown-link', 'permissions-policy'] as const
export type EmbeddingErrorCode = (typeof embeddingErrorCodes)[number]

/** What the page around a room may say to it. */
export type PageMessage =
  /** Leave, as by the room's own button. */
  | { type: 'leave' }
  /** `left` has arrived: before it has, the room does not lead its frame to another address. */
  | { type: 'heard' }

/** By these the messages are told from those of other frames, and of later versions. */
const mark = { source: 'anteroom', version: 1 } as const

export type Envelope<Message> = typeof mark & Message

export function wrap<Message extends { type: string }>(message: Message): Envelope<Message> {
  return { ...mark, ...message }
}

/** The members of a message, whatever they are; none when it is not ours. */
export function membersOf(data: unknown): Record<string, unknown> {
  const members = Object(data) as Record<string, unknown>
  return members.source === mark.source && members.version === mark.version ? members : {}
}

/** What the page around the room says; null when it is none of ours. */
export function unwrapFromPage(data: unknown): PageMessage | null {
  const { type } = membersOf(data)
  return type === 'leave' || type === 'heard' ? { type } : null
}

/** What came in an envelope, without whatever else was in it; null when it is none of ours. */
export function unwrap(data: unknown): RoomMessage | null {
  const { type, commands, phase, reason, code, message } = membersOf(data)
  if (type === 'ready') return { type, commands: Array.isArray(commands) ? commands.filter(isText) : [] }
  if (type === 'joined' || type === 'ended') return { type }
  if (type === 'phase' && isText(phase)) return { type, phase: phase as PhaseName }
  if (type === 'left' && isText(reason)) return { type, reason: reason as LeftReason }
  if (type === 'error' && isText(code) && isText(message)) return { type, code: code as EmbeddingErrorCode, message }
  return null
}

export const isText = (value: unknown): value is string => typeof value === 'string'

/**
 * What the frame's `allow` hands on to the room (Permissions Policy). Without the first three, people are not seen or
 * heard, or cannot show their screen.
 */
export const neededFeatures = ['camera', 'microphone', 'display-capture'] as const
export const frameFeatures = [
  ...neededFeatures,
  'autoplay',
  'fullscreen',
  'picture-in-picture',
  'speaker-selection',
  'clipboard-write',
  'screen-wake-lock',
  'on-device-speech-recognition',
] as const
