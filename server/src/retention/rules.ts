import {
  maxRetentionDays,
  type Retention,
  type RetentionChange,
  type RetentionMember,
  retentionMembers,
} from '@anteroom/contract/api/retention'
import { maxHours } from '@anteroom/contract/api/sessions'

/** Days after which something goes; null for never. */
export type Days = number | null
export type RetentionDays = Record<RetentionMember, Days>

/** What of a session can go by itself; `sessions` is all of it. */
export type Kind = 'names' | 'summaries' | 'checks' | 'sessions'

const kinds = { names: 'names_days', summaries: 'summaries_days', checks: 'checks_days' } as const

/** Where nobody says anything else. The webhook log holds ids only, and grows faster than anything. */
export function daysOfService(days: Days): RetentionDays {
  const webhookDays = Math.min(30, days ?? 30)
  return {
    sessions_days: days,
    names_days: days,
    summaries_days: days,
    checks_days: days,
    webhook_log_days: webhookDays,
  }
}

export function retentionOf(ofTeam: RetentionChange, ofService: RetentionDays): Retention {
  const isSet = (member: RetentionMember) => ofTeam[member] !== undefined
  return { ...ofService, ...ofTeam, inherited: retentionMembers.filter((member) => !isSet(member)) }
}

/** What has to be looked after, with its days: what goes with the session anyway does not go before by itself. */
export function dueKinds(days: RetentionDays): { kind: Kind; days: number }[] {
  const whole = days.sessions_days
  const due: { kind: Kind; days: number }[] = whole === null ? [] : [{ kind: 'sessions', days: whole }]
  for (const [kind, member] of Object.entries(kinds) as [keyof typeof kinds, RetentionMember][]) {
    const own = days[member]
    if (own !== null && (whole === null || own < whole)) due.push({ kind, days: own })
  }
  return due
}

/**
 * Sessions that start up to then are due. No session is longer than `maxHours`, so that all of those have been over for
 * so many days; some are due half a day later than they might be, and their order is that of an index.
 */
export function startsUntil(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000 - maxHours * 3_600_000)
}

/** As it is written in settings and at the command line; undefined for what is neither. */
export function parseDays(text: string): Days | undefined {
  if (text === 'never') return null
  const days = /^[0-9]{1,4}$/.test(text) ? Number(text) : 0
  return days >= 1 && days <= maxRetentionDays ? days : undefined
}
