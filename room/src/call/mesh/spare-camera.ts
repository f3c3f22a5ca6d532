import { beginning, judge, type Sample } from './weak-line.ts'

const everyMs = 2_000
/** What a browser thinks of a line that has just opened is a guess. */
const settleMs = 6_000

type Options = {
  pc: RTCPeerConnection
  /** Whether there is a camera that could be paused. */
  hasCamera: () => boolean
  /** The judgement of the line is another one than before. */
  changed: () => void
}

/** Measures what a line bears while it is open, and says whether the camera has to be spared. */
export function spareCamera({ pc, hasCamera, changed }: Options) {
  let judgement = beginning(performance.now())
  let timer: ReturnType<typeof setTimeout> | undefined

  async function look() {
    // A connection that ends at this moment may have no statistics any more.
    const stats = await pc.getStats().catch(() => null)
    if (pc.connectionState !== 'connected') return stop()
    if (stats && hasCamera()) {
      const before = judgement.state
      judgement = judge(judgement, sampleOf(stats), performance.now())
      if (judgement.state !== before) changed()
    }
    plan(everyMs)
  }

  function plan(ms: number) {
    clearTimeout(timer)
    timer = setTimeout(() => void look(), ms)
  }

  /** A line that is broken says nothing of how strong the next way will be. */
  function stop() {
    clearTimeout(timer)
    timer = undefined
    judgement = { ...judgement, weakSince: null }
  }

  pc.addEventListener('connectionstatechange', () => {
    if (pc.connectionState !== 'connected') stop()
    else if (!timer) plan(settleMs)
  })
  return { state: () => judgement.state, close: () => clearTimeout(timer) }
}

type Entry = RTCStats & Record<string, unknown>
const numberOf = (value: unknown) => (typeof value === 'number' ? value : null)

/** What the statistics of a connection say of the way that it uses (WebRTC Statistics). */
function sampleOf(stats: RTCStatsReport): Sample {
  let availableKbps: number | null = null
  let roundTripMs: number | null = null
  let lost: number | null = null
  let isSqueezed: boolean | null = null
  for (const entry of stats.values() as Iterable<Entry>) {
    if (entry.type === 'candidate-pair' && entry.nominated && entry.state === 'succeeded') {
      const available = numberOf(entry.availableOutgoingBitrate)
      if (available !== null) availableKbps = available / 1000
      roundTripMs = (numberOf(entry.currentRoundTripTime) ?? 0) * 1000
    }
    if (entry.type === 'outbound-rtp' && typeof entry.qualityLimitationReason === 'string') {
      isSqueezed = isSqueezed === true || entry.qualityLimitationReason === 'bandwidth'
    }
    if (entry.type === 'remote-inbound-rtp') lost = Math.max(lost ?? 0, numberOf(entry.fractionLost) ?? 0)
  }
  return { availableKbps, roundTripMs, lost, isSqueezed }
}
