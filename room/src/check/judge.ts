import type { CheckStatus, ConnectionCheck } from '@anteroom/contract/api/connection-check'
import { type CheckWay, soundOnlyLine, weakLine } from '@anteroom/contract/connection-check'

export type Path = ConnectionCheck['reachability']['paths'][number]

/** In kbit/s; null where nothing could be measured. */
export type Speed = { up: number | null; down: number | null }

const relays: readonly CheckWay[] = ['turn-udp', 'turn-tcp', 'turn-tls']

/**
 * What the ways that were tried come to. What is not set up at the server was not tried, and is not missed, but where
 * nothing goes without a relay.
 */
export function judgePaths(paths: Path[], relayOnly = false): ConnectionCheck['reachability'] {
  const statusOf = (...ways: readonly CheckWay[]) => paths.filter(({ way }) => ways.includes(way)).map((p) => p.status)
  const noneOf = (statuses: CheckStatus[]) => statuses.length > 0 && statuses.every((status) => status === 'failed')
  const outward = statusOf('reflexive', ...relays)
  const isRelayed = statusOf(...relays).includes('ok')
  if (noneOf(statusOf('websocket', 'long-polling'))) return { status: 'failed', detail: 'no-server', paths }
  const mayBeRelayed = statusOf(...relays).some((status) => status !== 'failed')
  if (relayOnly && !mayBeRelayed) return { status: 'failed', detail: 'no-way', paths }
  if (!isRelayed && (noneOf(statusOf('direct')) || noneOf(outward))) {
    return { status: 'failed', detail: 'no-way', paths }
  }
  if (noneOf(statusOf(...relays))) return { status: 'warning', detail: 'no-relay', paths }
  if (noneOf(statusOf('turn-udp'))) return { status: 'warning', detail: 'no-udp', paths }
  // Slower to react, and nothing that a person would notice.
  if (noneOf(statusOf('websocket'))) return { status: 'ok', detail: 'slow-server', paths }
  return { status: 'ok', detail: null, paths }
}

/** What a speed is good for; the slower direction decides. */
export function judgeSpeed({ up, down }: Speed): ConnectionCheck['bandwidth'] {
  const known = [up, down].filter((rate) => rate !== null)
  if (known.length === 0) return { status: 'untested', detail: null, up, down }
  const least = Math.min(...known)
  if (least < soundOnlyLine) return { status: 'warning', detail: 'sound-only', up, down }
  if (least < weakLine) return { status: 'warning', detail: 'weak', up, down }
  return { status: 'ok', detail: null, up, down }
}

/** The most that the server takes, in kbit/s. */
const maxRate = 10_000_000

/** Bytes in so many milliseconds, in kbit/s. */
export function rateOf(bytes: number, ms: number): number {
  return Math.min(maxRate, Math.round((bytes * 8) / Math.max(ms, 1)))
}

/** By which of its transports a TURN server is asked (RFC 7065). */
export function wayOf(url: string): CheckWay | null {
  if (/^turns:/i.test(url)) return 'turn-tls'
  if (/^turn:/i.test(url)) return /[?&]transport=tcp\b/i.test(url) ? 'turn-tcp' : 'turn-udp'
  return null
}
