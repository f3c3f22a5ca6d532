import type { BadMember } from '@anteroom/contract/api/problem'
import { maxFlags, maxHours } from '@anteroom/contract/api/sessions'
import { type DateNotation, parseDate, type WireDate } from '@anteroom/contract/dates'
import {
  type FlagOptions,
  type FlagRemark,
  flagNames,
  parseFeatureFlags,
  type SessionSettings,
} from '@anteroom/contract/feature-flags'
import { maxLengths } from '@anteroom/contract/max-lengths'
import { pluginIds } from '@anteroom/contract/plugins'
import { didYouMean, shownName } from '../ground/did-you-mean.ts'

export type Times = { start: Date; end: Date }

/** A session has started once it is open or was entered: anybody with a link may be in the room. */
export function hasStarted(session: { start_time: Date; actual_start_time: Date | null }, now: Date): boolean {
  return session.actual_start_time !== null || session.start_time <= now
}

/** Whether the booked time is over. */
export function isOver(endTime: Date, now: Date): boolean {
  return endTime <= now
}

/** The times in a body that may not have passed its schema; null for one that is none. */
export function readTimes(body: unknown): { start: WireDate | null; end: WireDate | null } {
  const { start_time, end_time } = (body ?? {}) as Record<string, unknown>
  return {
    start: typeof start_time === 'string' ? parseDate(start_time) : null,
    end: typeof end_time === 'string' ? parseDate(end_time) : null,
  }
}

/** The notation in which times were given; ISO 8601 when they were not given in one and the same. */
export function notationOf(dates: (WireDate | null)[]): DateNotation | null {
  const given = dates.flatMap((date) => (date ? [date.notation] : []))
  if (given.length === 0) return null
  return given.every((notation) => notation === 'rfc1123') ? 'rfc1123' : 'iso8601'
}

/** What is wrong with a session's times, told of the member that was given. */
export function timeErrors({ start, end }: Times, now: Date, given: { start: boolean; end: boolean }): BadMember[] {
  const errors: BadMember[] = []
  const pointer = given.end ? '/end_time' : '/start_time'
  const hours = (end.getTime() - start.getTime()) / 3_600_000
  if (hours <= 0) errors.push({ pointer, message: 'the session must end after it starts' })
  if (hours > maxHours)
    errors.push({ pointer, message: `the session must end at most ${maxHours} hours after it starts` })
  if (given.end && end <= now) errors.push({ pointer: '/end_time', message: 'must be in the future' })
  return errors
}

/**
 * Whether the start is another than before. RFC 1123 has no fractions of a second: a client that sends back what it was
 * answered moves nothing.
 */
export function isMoved(before: Date, given: WireDate | null): boolean {
  if (!given) return false
  const stepMs = given.notation === 'rfc1123' ? 1000 : 1
  return Math.floor(before.getTime() / stepMs) !== Math.floor(given.date.getTime() / stepMs)
}

const knownFlags = [...flagNames, ...pluginIds.map((id) => `-plugin;${id}`)]

const unknownFlag = (name: string) => `${shownName(name)} is not known, and does nothing${didYouMean(name, knownFlags)}`

/** The flags in a body that may not have passed its schema, with what they come to. */
export function readFlags(
  body: unknown,
  options: FlagOptions,
): { flags: string[]; settings: SessionSettings; errors: BadMember[]; warnings: BadMember[]; unknown: BadMember[] } {
  const { feature_flags } = (body ?? {}) as Record<string, unknown>
  const given: unknown[] = Array.isArray(feature_flags) ? feature_flags : []
  // What is no string, or too long (a character may count twice here), was already found by the schema; it keeps its
  // place, so that pointers are right.
  const isReadable = (flag: unknown) => typeof flag === 'string' && flag.length <= 2 * maxLengths.flag
  const flags = given.slice(0, maxFlags).map((flag) => (isReadable(flag) ? (flag as string) : ''))
  const { settings, errors, warnings, unknown } = parseFeatureFlags(flags, options)
  const placed = (remarks: FlagRemark[]): BadMember[] =>
    remarks.map(({ index, message }) => ({ pointer: `/feature_flags/${index}`, message }))
  return {
    flags,
    settings,
    errors: placed(errors),
    warnings: placed(warnings),
    unknown: placed(unknown.map(({ index, name }) => ({ index, message: unknownFlag(name) }))),
  }
}
