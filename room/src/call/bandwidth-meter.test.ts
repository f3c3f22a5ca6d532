import { createStore } from '@anteroom/ui/ground/store.ts'
import { createSetClock } from '@anteroom/ui/ground/testing/set-clock.ts'
import { describe, expect, test } from 'vitest'
import { addSample, createBandwidthMeter, type Measured, type Reading, type Report } from './bandwidth-meter.ts'
import type { Line, Peer, Traffic } from './media.ts'

const none = { microphone: null, camera: null, screen: null, 'screen-sound': null }
const noPause = { theirs: false, ours: false }
const peer = (line: Line, visitId = 'ana'): Peer => ({ visitId, line, tracks: none, paused: noPause })

describe('adding samples', () => {
  const at = (seconds: number, sent: number, received = 0): Reading => ({
    ...{ atMs: seconds * 1000, sent, received },
    relayed: 0,
  })

  function addAll(...readings: Reading[]): Measured | null {
    let measured: Measured | null = null
    readings.slice(1).forEach((now, place) => {
      measured = addSample(measured, readings[place] as Reading, now)
    })
    return measured
  }

  test('bytes become kbit/s over the time that has really passed', () => {
    const once = addAll(at(10, 500, 0), at(15, 500 + 625_000, 62_500))
    expect(once).toEqual({
      sent: { min: 1000, max: 1000, average: 1000 },
      received: { min: 100, max: 100, average: 100 },
      samples: 1,
    })
    expect(addAll(at(10, 0), at(20, 625_000))?.sent.average).toBe(500)
  })

  test('the least, the most and the average are those of all samples', () => {
    const measured = addAll(at(0, 0), at(5, 625_000), at(10, 625_000), at(15, 1_875_000))
    expect(measured).toMatchObject({ sent: { min: 0, max: 2000, average: 1000 }, samples: 3 })
  })

  test('a page that was asleep has measured nothing meanwhile', () => {
    expect(addAll(at(0, 0), at(3600, 1_000_000))).toBeNull()
    const before = addAll(at(0, 0), at(5, 625_000))
    expect(addSample(before, at(5, 625_000), at(3605, 625_001))).toBe(before)
    expect(addSample(before, at(5, 625_000), at(5, 625_001))).toBe(before)
  })
})

describe('the meter', () => {
  /** A meter in a call where each second takes a number of bytes. */
  function inCall() {
    const clock = createSetClock()
    const sent: Report[] = []
    const meter = createBandwidthMeter(clock, (report) => sent.push(report))
    const peers = createStore<readonly Peer[]>([])
    const stay = new AbortController()
    let bytes = 0
    let perSecond = 125_000
    let relayed = 0
    let isRelayed = false
    let reads = 0
    let isBroken = false
    const engine = {
      peers,
      traffic: async (): Promise<Traffic> => {
        reads++
        if (isBroken) throw new Error('the connection is closed')
        return { sent: bytes, received: bytes / 2, relayed }
      },
    }
    return {
      sent,
      meter,
      peers,
      stay,
      engine,
      follow: () => meter.follow(engine, stay.signal),
      reads: () => reads,
      setRate: (next: number) => {
        perSecond = next
      },
      relay: (now: boolean) => {
        isRelayed = now
      },
      breakStatistics: (broken: boolean) => {
        isBroken = broken
      },
      async pass(seconds: number) {
        for (let tenth = 0; tenth < seconds * 10; tenth++) {
          bytes += perSecond / 10
          if (isRelayed) relayed += perSecond * 0.15
          await clock.pass(100)
        }
      },
    }
  }

  test('looks at nothing before a line is open, and not in the first moment of it', async () => {
    const call = inCall()
    call.follow()
    call.peers.set([peer('connecting')])
    await call.pass(30)
    call.peers.set([peer('open')])
    expect(call.reads()).toBe(0)
    call.meter.report()
    expect(call.sent).toEqual([])
  })

  test('tells what it measured within three seconds, and then every fifteen', async () => {
    const call = inCall()
    call.peers.set([peer('open')])
    call.follow()
    await call.pass(3.1)
    expect(call.sent).toHaveLength(1)
    await call.pass(14.8)
    expect(call.sent).toHaveLength(1)
    await call.pass(0.3)
    expect(call.sent).toHaveLength(2)
    await call.pass(30)
    expect(call.sent).toHaveLength(4)
    const [last] = call.sent.slice(-1)
    expect(last?.samples).toBe(10)
    expect(last?.sent.average).toBeCloseTo(1000, -2)
    expect(last?.received.average).toBeCloseTo(500, -2)
    for (const { sent, received } of call.sent) {
      // The server takes nothing else.
      expect([...Object.values(sent), ...Object.values(received)].every(Number.isInteger)).toBe(true)
    }
  })

  test('each report says what went since the last one, by a relay or without', async () => {
    const call = inCall()
    call.peers.set([peer('open')])
    call.follow()
    await call.pass(3)
    call.relay(true)
    await call.pass(15)
    call.relay(false)
    await call.pass(15)
    call.meter.report()
    // Sent and received: 187.5 kB in a second.
    expect(call.sent.map(({ moved }) => moved?.direct)).toEqual([375, 0, 2813, 0])
    expect(call.sent.map(({ moved }) => moved?.relayed)).toEqual([0, 2813, 0, 0])
  })

  test('does not measure while nobody is there, and goes on when somebody is again', async () => {
    const call = inCall()
    call.follow()
    call.peers.set([peer('open')])
    await call.pass(3.1)
    call.peers.set([])
    call.setRate(0)
    await call.pass(100)
    call.setRate(125_000)
    call.peers.set([peer('connecting', 'tom'), peer('open', 'ana')])
    await call.pass(20)
    call.meter.report()
    const [last] = call.sent.slice(-1)
    expect(last?.samples).toBeGreaterThanOrEqual(4)
    expect(last?.sent.min).toBeGreaterThan(900)
  })

  test('a line without statistics is tried again when something changes', async () => {
    const call = inCall()
    call.follow()
    call.breakStatistics(true)
    call.peers.set([peer('open')])
    await call.pass(10)
    expect(call.reads()).toBe(1)
    call.breakStatistics(false)
    call.peers.set([peer('open'), peer('connecting', 'tom')])
    await call.pass(4)
    expect(call.sent).toHaveLength(1)
  })

  test('a second call on the same page adds to the first', async () => {
    const call = inCall()
    call.peers.set([peer('open')])
    call.follow()
    await call.pass(9)
    call.stay.abort()
    const reads = call.reads()
    await call.pass(60)
    expect(call.reads()).toBe(reads)
    call.meter.follow(call.engine, new AbortController().signal)
    await call.pass(9)
    call.meter.report()
    expect(call.sent.at(-1)?.samples).toBe(4)
  })
})
