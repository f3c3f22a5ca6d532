import type { Traffic } from '../media.ts'

/** What a browser says of one connection; null for what it does not say. */
export type LineStats = Readonly<{
  /** Packets that came, and that were lost on the way to us, since the connection began. */
  received: number
  lost: number
  /** Pictures that were decoded since the connection began. */
  pictures: number
  /** Of what we sent of late, how much did not arrive: 0 to 1, of the source that fares worst. */
  lostGoing: number | null
  roundTripMs: number | null
  /** What the browser thinks that the line can take, in kbit/s. */
  availableKbps: number | null
  /** Whether the browser makes a picture worse than it could be, for want of room. */
  isSqueezed: boolean | null
  /** Bytes by each way through the network that was tried. */
  ways: ReadonlyMap<string, Traffic>
}>

type Entry = RTCStats & Record<string, unknown>
const numberOf = (value: unknown) => (typeof value === 'number' ? value : null)
const count = (value: unknown) => numberOf(value) ?? 0

/** The one reader of statistics (Identifiers for WebRTC's Statistics API). */
export function readStats(report: RTCStatsReport): LineStats {
  let [received, lost, pictures] = [0, 0, 0]
  let lostGoing: number | null = null
  let roundTripMs: number | null = null
  let availableKbps: number | null = null
  let isSqueezed: boolean | null = null
  const ways = new Map<string, Traffic>()
  for (const entry of report.values() as Iterable<Entry>) {
    if (entry.type === 'inbound-rtp') {
      received += count(entry.packetsReceived)
      lost += Math.max(0, count(entry.packetsLost))
      pictures += count(entry.framesDecoded)
    } else if (entry.type === 'remote-inbound-rtp') {
      const share = numberOf(entry.fractionLost)
      if (share !== null) lostGoing = Math.max(lostGoing ?? 0, share)
    } else if (entry.type === 'outbound-rtp' && typeof entry.qualityLimitationReason === 'string') {
      isSqueezed = isSqueezed === true || entry.qualityLimitationReason === 'bandwidth'
    } else if (entry.type === 'candidate-pair') {
      const [sent, received] = [count(entry.bytesSent), count(entry.bytesReceived)]
      const isRelayed = [entry.localCandidateId, entry.remoteCandidateId].some(
        (id) => report.get(String(id))?.candidateType === 'relay',
      )
      ways.set(entry.id, { sent, received, relayed: isRelayed ? sent + received : 0 })
      if (!entry.nominated || entry.state !== 'succeeded') continue
      const available = numberOf(entry.availableOutgoingBitrate)
      if (available !== null) availableKbps = available / 1_000
      const roundTrip = numberOf(entry.currentRoundTripTime)
      if (roundTrip !== null) roundTripMs = roundTrip * 1_000
    }
  }
  return { received, lost, pictures, lostGoing, roundTripMs, availableKbps, isSqueezed, ways }
}
