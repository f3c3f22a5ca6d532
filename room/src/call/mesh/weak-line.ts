import type { LineStats } from './stats.ts'

/** How a line stood at one moment. */
export type Sample = Pick<LineStats, 'availableKbps' | 'lostGoing' | 'roundTripMs' | 'isSqueezed'>

/**
 * `on`: the camera is sent. `paused`: it is not, so that the sound has the line for itself. `trying`: it is sent, small,
 * to see whether the line bears it by now; nobody is told before it does.
 */
export type Judgement = Readonly<{
  state: 'on' | 'paused' | 'trying'
  /** Since when the state lasts, and since when the line has been weak without a break, in milliseconds. */
  since: number
  weakSince: number | null
  /** How long a pause lasts. */
  pauseMs: number
}>

/** Below this, sound alone has a chance to be understood. */
const leastKbps = 180
const mostLost = 0.25
const longestRoundTripMs = 2_500
/** Little room alone is no weak line: a still picture needs little, and the browser knows of no more than is needed. */
const someLost = 0.05
const someRoundTripMs = 600

const weakForMs = 5_000
const firstPauseMs = 10_000
const longestPauseMs = 80_000
/** What the browser thinks of a line grows slowly, and only while something is sent. */
const trialMs = 8_000
/** A line that has borne the camera for this long has recovered, and the next pause is a first one again. */
const recoveredMs = 60_000

export const beginning = (now: number): Judgement => ({
  state: 'on',
  since: now,
  weakSince: null,
  pauseMs: firstPauseMs,
})

export function isWeak({ availableKbps, lostGoing, roundTripMs, isSqueezed }: Sample): boolean {
  const loses = lostGoing ?? 0
  const takes = roundTripMs ?? 0
  const suffers = isSqueezed !== false || loses > someLost || takes > someRoundTripMs
  if (availableKbps !== null && availableKbps < leastKbps && suffers) return true
  return loses > mostLost || takes > longestRoundTripMs
}

/** What the last sample changes. A pause follows a weak spell, a trial a pause; each pause in a row lasts longer. */
export function judge(before: Judgement, sample: Sample, now: number): Judgement {
  const weakSince = isWeak(sample) ? (before.weakSince ?? now) : null
  const next = { ...before, weakSince }
  const lasts = now - before.since
  const pause = (): Judgement => ({ ...before, state: 'paused', since: now, weakSince: null })
  const failed = (): Judgement => ({ ...pause(), pauseMs: Math.min(before.pauseMs * 2, longestPauseMs) })
  switch (before.state) {
    case 'on': {
      if (weakSince !== null && now - weakSince >= weakForMs) return pause()
      return lasts >= recoveredMs ? { ...next, pauseMs: firstPauseMs } : next
    }
    case 'paused':
      return lasts >= before.pauseMs ? { ...next, state: 'trying', since: now, weakSince: null } : next
    case 'trying': {
      const isLost = (sample.lostGoing ?? 0) > mostLost && weakSince !== null && now - weakSince >= weakForMs / 2
      if (isLost) return failed()
      if (lasts < trialMs) return next
      return weakSince === null ? { ...next, state: 'on', since: now } : failed()
    }
    default:
      return before.state satisfies never
  }
}
