import { createSetClock } from '@anteroom/ui/ground/testing/set-clock.ts'
import { expect, test } from 'vitest'
import { first, second } from '../testing/conformance.ts'
import { createWire, kindOf, type Passing, sees } from './testing/wire.ts'

/** Somebody is in the call alone, long enough to have made an offer, and the browser to have found its ways. */
async function anaAlone() {
  const clock = createSetClock()
  const wire = createWire(clock)
  const ana = wire.join('ana', { since: first })
  wire.show()
  await clock.pass(2_000)
  await expect.poll(() => wire.connections.map(({ iceGatheringState }) => iceGatheringState)).toEqual(['complete'])
  return { clock, wire, ana }
}

const offersOf = (passed: readonly Passing[], who: string) =>
  passed.flatMap(({ from, signal }) =>
    from === who && 'description' in signal && signal.description.type === 'offer'
      ? [signal.description.sdp ?? '']
      : [],
  )

test('whoever comes is sent an offer that was made in advance, with all ways that were found', async () => {
  const { wire, ana } = await anaAlone()
  const [inAdvance] = wire.connections
  const ben = wire.join('ben', { since: second })
  wire.show()
  // Nothing has to be made for it: it leaves in the same moment.
  await Promise.resolve()
  expect(wire.passed.map(({ from, signal }) => `${from} ${kindOf(signal)}`)).toEqual(['ana offer', 'ana candidate'])
  expect(offersOf(wire.passed, 'ana')[0]).toMatch(/^a=candidate:/m)
  expect(wire.passed[1]?.signal).toMatchObject({ candidate: null })
  await Promise.all([sees(ana, 'ben'), sees(ben, 'ana')])
  expect(inAdvance?.connectionState).toBe('connected')
  expect(wire.count('offer')).toBe(1)
})

test('an offer names what every browser has, and is short enough for one notification between processes', async () => {
  const { wire } = await anaAlone()
  wire.join('ben', { since: second })
  wire.show()
  await expect.poll(() => wire.count('offer')).toBe(1)
  const [offer = ''] = offersOf(wire.passed, 'ana')
  const names = new Set([...offer.matchAll(/^a=rtpmap:\d+ ([^/]+)/gm)].map(([, name]) => name?.toLowerCase()))
  expect(names).toContain('vp8')
  expect(names).toContain('opus')
  for (const name of names) expect(['vp8', 'h264', 'opus', 'rtx', 'red', 'ulpfec']).toContain(name)
  expect(JSON.stringify(wire.passed[0]?.signal).length).toBeLessThan(7_500)
})

test('what is sent when the offer is taken is said with it, though it was made before', async () => {
  const { wire } = await anaAlone()
  wire.join('ben', { since: second })
  wire.show()
  await Promise.resolve()
  expect(wire.passed[0]?.signal).toMatchObject({ said: { sending: ['camera'] } })
})

test('the next one is made once all lines are open, and none for a group', async () => {
  const { clock, wire, ana } = await anaAlone()
  const ben = wire.join('ben', { since: second })
  wire.show()
  await clock.pass(5_000)
  await Promise.all([sees(ana, 'ben'), sees(ben, 'ana')])
  const before = wire.connections.length
  await clock.pass(2_000)
  // Either of the two may have to offer, to the next one.
  await expect.poll(() => wire.connections.length).toBe(before + 2)
})

for (const [what, happens] of [
  ['the network is another one', ({ ana }) => ana.changeNetwork()],
  ['other ICE servers hold', ({ wire }) => wire.iceServers.push({ urls: ['stun:127.0.0.1:1'] })],
  ['only the relay may be used', ({ wire }) => Object.assign(wire, { relayOnly: true })],
  ['the computer has slept', ({ clock }) => clock.sleep(10 * 60_000)],
] satisfies [string, (alone: Awaited<ReturnType<typeof anaAlone>>) => void][]) {
  test(`an offer in advance is not used when ${what}`, async () => {
    const alone = await anaAlone()
    const { wire } = alone
    const [inAdvance] = wire.connections
    happens(alone)
    wire.join('ben', { since: second })
    wire.show()
    await expect.poll(() => wire.count('offer')).toBe(1)
    expect(inAdvance?.signalingState).toBe('closed')
  })
}

test('it is made anew each minute, and ends with the call', async () => {
  const { clock, wire, ana } = await anaAlone()
  await clock.pass(61_000)
  expect(wire.connections.map(({ signalingState }) => signalingState === 'closed')).toEqual([true, false])
  ana.close()
  expect(wire.connections.map(({ signalingState }) => signalingState === 'closed')).toEqual([true, true])
})
