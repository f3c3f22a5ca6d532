import type { ClientPayload } from '@anteroom/contract/realtime'
import type { Clock } from '@anteroom/ui/ground/clock.ts'
import type { MediaEngine, Traffic } from './media.ts'

/** What was measured since the page was loaded, in kbit/s. */
export type Measured = Omit<ClientPayload<'call:bandwidth'>, 'moved'>
/** The same, with how much went since the last report. */
export type Report = ClientPayload<'call:bandwidth'>

/** All bytes up to a moment, in milliseconds since the page was loaded. */
export type Reading = Traffic & { atMs: number }

/** A line that has just opened has a picture to bring first. */
const settleMs = 1_000
const firstMs = 2_000
const everyMs = 5_000
/** Of three samples the first is told, so that something is known of a short call, too. */
const samplesPerReport = 3
/** Between two readings that are this far apart the page was asleep. */
const asleepMs = 30_000
/** The most that the server takes, in kbit/s. */
const maxRate = 10_000_000
/** The same of one report, in kilobytes. */
const maxMoved = 100_000_000

/** Adds what went over the network between two readings. */
export function addSample(measured: Measured | null, before: Reading, now: Reading): Measured | null {
  const ms = now.atMs - before.atMs
  if (ms <= 0 || ms > asleepMs) return measured
  const samples = (measured?.samples ?? 0) + 1
  function add(to: 'sent' | 'received') {
    // Bits per millisecond.
    const rate = Math.min(((now[to] - before[to]) * 8) / ms, maxRate)
    const { min, max, average } = measured?.[to] ?? { min: rate, max: rate, average: rate }
    return { min: Math.min(min, rate), max: Math.max(max, rate), average: average + (rate - average) / samples }
  }
  return { sent: add('sent'), received: add('received'), samples }
}

export type BandwidthMeter = ReturnType<typeof createBandwidthMeter>

/** Measures while a line is open, in one call after the other, and tells `send` now and then. */
export function createBandwidthMeter(clock: Clock, send: (report: Report) => void) {
  let measured: Measured | null = null
  /** Bytes since the last report. */
  let [all, relayed] = [0, 0]

  /** Tells what was measured up to the last sample. */
  function report() {
    if (!measured) return
    const { sent, received, samples } = measured
    const moved = { direct: kilobytes(all - relayed), relayed: kilobytes(relayed) }
    ;[all, relayed] = [0, 0]
    send({ sent: inWholeNumbers(sent), received: inWholeNumbers(received), samples, moved })
  }

  return {
    report,

    follow({ peers, traffic }: Pick<MediaEngine, 'peers' | 'traffic'>, until: AbortSignal) {
      let cancel: (() => void) | null = null
      let before: Reading | null = null
      const isOpen = () => !until.aborted && peers.get().some(({ line }) => line === 'open')
      const sampleIn = (ms: number) => {
        cancel = clock.after(ms, () => void sample(), until)
      }

      async function sample() {
        // A connection that ends at this moment may have no statistics any more.
        const bytes = isOpen() ? await traffic().catch(() => null) : null
        if (!bytes || !isOpen()) {
          before = null
          cancel = null
          return
        }
        const now = { ...bytes, atMs: clock.now() }
        sampleIn(before ? everyMs : firstMs)
        if (before) {
          measured = addSample(measured, before, now)
          all += now.sent + now.received - before.sent - before.received
          relayed += now.relayed - before.relayed
          if (measured && measured.samples % samplesPerReport === 1) report()
        }
        before = now
      }

      function look() {
        if (!cancel && isOpen()) sampleIn(settleMs)
      }
      look()
      peers.subscribe(look, until)
      globalThis.addEventListener?.('pagehide', report, { signal: until })
    },
  }
}

/** Half a kilobyte at most is lost or made up each time, which is nothing beside what a call takes. */
const kilobytes = (bytes: number) => Math.min(Math.round(bytes / 1_000), maxMoved)

function inWholeNumbers({ min, max, average }: Measured['sent']): Measured['sent'] {
  return { min: Math.round(min), max: Math.round(max), average: Math.round(average) }
}
