import type { BadMember } from '@anteroom/contract/api/problem'
import type { SessionsQuery } from '@anteroom/contract/api/sessions'
import { type DateNotation, parseDate } from '@anteroom/contract/dates'
import { notationOf } from '../rules.ts'
import type { SessionFilter } from '../store.ts'

/** What a query asks for, in which notation it says when, and what is wrong with it beyond its schema. */
export function readFilter(query: SessionsQuery): {
  filter: SessionFilter
  notation: DateNotation | null
  errors: BadMember[]
} {
  const { start_time, end_time, active_from, active_until } = query
  const dates = [start_time, end_time, active_from, active_until].map((text) => (text ? parseDate(text) : null))
  const [startsFrom, endsUntil, activeFrom, activeUntil] = dates.map((date) => date?.date ?? null)
  const isBackwards = activeFrom && activeUntil && activeUntil < activeFrom
  return {
    filter: {
      startsFrom: startsFrom ?? null,
      endsUntil: endsUntil ?? null,
      activeFrom: activeFrom ?? null,
      activeBefore: activeUntil ? endOf(activeFrom ?? null, activeUntil) : null,
      state: query.state ?? null,
      externalId: query.external_id ?? null,
      withCanceled: query.include_canceled ?? false,
      isReversed: query.order === 'reverse' || query.order === 'backwards',
    },
    notation: notationOf(dates),
    errors: isBackwards ? [{ pointer: '/active_until', message: 'must not be before active_from' }] : [],
  }
}

/** What begins at the end does not count, so that two days share no session; a moment is one that has no end yet. */
const endOf = (from: Date | null, until: Date): Date =>
  from?.getTime() === until.getTime() ? new Date(until.getTime() + 1) : until
