import { maxUploadBytes, speedPath } from '@anteroom/contract/connection-check'
import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { limited, within } from '@anteroom/ui/ground/within.ts'
import { rateOf, type Speed } from './judge.ts'
import { openLoopback } from './loopback.ts'

/** How long each direction may take. A slow line has brought enough by then to know how slow it is. */
const measureMs = 4_000

/** Through the relay that the media would take, if there is one; else from and to our own server. */
export async function measureSpeed(
  link: string,
  relay: RTCConfiguration | null,
  clock: Clock,
  until: AbortSignal,
): Promise<Speed> {
  const rate = relay && (await measureRelay(relay, clock, until))
  // What comes back from a relay has been sent before, so it is as fast as the slower of both directions.
  if (rate) return { up: rate, down: rate }
  const address = `/session/${encodeURIComponent(link)}/${speedPath}`
  const down = await measureDownload(address, clock, until)
  return { down, up: await measureUpload(address, clock, until) }
}

const chunk = new Uint8Array(16 * 1024)
const relayBytes = 1024 * 1024

async function measureRelay(relay: RTCConfiguration, clock: Clock, until: AbortSignal): Promise<number | null> {
  const limit = limited(clock, measureMs * 2, until)
  try {
    const { near, far, close } = await openLoopback(relay, limit)
    try {
      return await within(limit, sendThrough(near, far, clock))
    } finally {
      close()
    }
  } catch {
    // The relay was there a moment ago and is not now: the way to our own server is measured instead.
    return null
  }
}

function sendThrough(near: RTCDataChannel, far: RTCDataChannel, clock: Clock): Promise<number> {
  near.binaryType = far.binaryType = 'arraybuffer'
  near.bufferedAmountLowThreshold = chunk.length * 4
  let sent = 0
  const fill = () => {
    while (sent < relayBytes && near.readyState === 'open' && near.bufferedAmount <= chunk.length * 8) {
      near.send(chunk)
      sent += chunk.length
    }
  }
  return new Promise((resolve) => {
    let received = 0
    let begunAt = 0
    const cancel = clock.after(measureMs, end)
    function end() {
      cancel()
      resolve(rateOf(received, begunAt ? clock.now() - begunAt : measureMs))
    }
    far.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      // Time begins with the first one, which has the connection's delay before it.
      if (begunAt) received += data.byteLength
      else begunAt = clock.now()
      if (received >= relayBytes - chunk.length) end()
    }
    near.onbufferedamountlow = fill
    fill()
  })
}

async function measureDownload(address: string, clock: Clock, until: AbortSignal): Promise<number | null> {
  const limit = limited(clock, measureMs, until)
  const askedAt = clock.now()
  let begunAt = askedAt
  let first = 0
  let rest = 0
  try {
    const response = await fetch(address, { cache: 'no-store', signal: limit })
    if (!response.ok || !response.body) return null
    const reader = response.body.getReader()
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      if (first > 0) rest += read.value.length
      else {
        first = read.value.length
        begunAt = clock.now()
      }
    }
  } catch {
    // Out of time, with what came until then; or the line broke, of which reachability tells.
    if (until.aborted || !limit.aborted) return null
  }
  const now = clock.now()
  return rest > 0 ? rateOf(rest, now - begunAt) : rateOf(first, now - askedAt)
}

const blockBytes = 16 * 1024
/** In blocks, together no more than one request may have; the more of them a line takes, the better is the figure. */
const uploads = [1, 3, 8, 20]
/** After one that took this long, the next one would only take longer. */
const longEnoughMs = 1_000

async function measureUpload(address: string, clock: Clock, until: AbortSignal): Promise<number | null> {
  const limit = limited(clock, measureMs, until)
  const block = crypto.getRandomValues(new Uint8Array(blockBytes))
  let best: number | null = null
  for (const blocks of uploads) {
    const bytes = Math.min(blocks * blockBytes, maxUploadBytes)
    const begunAt = clock.now()
    try {
      const body = new Blob(Array.from({ length: bytes / blockBytes }, () => block))
      const headers = { 'content-type': 'application/octet-stream' }
      const response = await fetch(address, { method: 'POST', body, headers, signal: limit })
      if (!response.ok) return best
    } catch {
      if (until.aborted || !limit.aborted) return best
      // Not even the first one came through in time, so the line is slower than this.
      return best ?? rateOf(bytes, clock.now() - begunAt)
    }
    const ms = clock.now() - begunAt
    best = Math.max(best ?? 0, rateOf(bytes, ms))
    if (ms > longEnoughMs) break
  }
  return best
}
