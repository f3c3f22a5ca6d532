import { expect, test, vi } from 'vitest'
import { first, second } from '../testing/conformance.ts'
import { createWire, kindOf, sees } from './testing/wire.ts'

/** The codec that stands first for the camera: what is sent with. */
function firstOf(sdp = ''): string {
  const camera = sdp.split('\nm=').find((part) => part.startsWith('video')) ?? ''
  const [, number] = /^video \S+ \S+ (\d+)/.exec(camera) ?? []
  return new RegExp(`^a=rtpmap:${number} ([^/]+)`, 'm').exec(camera)?.[1] ?? ''
}

/** Two people whose sides are made by Apple, or not; what the offer and the answer have first, and how it is sent. */
async function meet(sides: { offers: boolean; answers: boolean }) {
  const vendor = vi.spyOn(navigator, 'vendor', 'get')
  const act = (isApple: boolean) => vendor.mockReturnValue(isApple ? 'Apple Computer, Inc.' : 'Google Inc.')
  const firsts: Record<string, string> = {}
  const wire = createWire()
  wire.carry = ({ signal }, arrive) => {
    if ('description' in signal) firsts[kindOf(signal)] = firstOf(signal.description.sdp)
    act(sides.answers)
    arrive()
  }
  act(sides.offers)
  const ana = wire.join('ana', { since: first })
  const ben = wire.join('ben', { since: second })
  wire.show()
  await Promise.all([sees(ana, 'ben'), sees(ben, 'ana')])
  vendor.mockRestore()
  return firsts
}

const has = (name: string) =>
  RTCRtpReceiver.getCapabilities('video')?.codecs.some(({ mimeType }) => mimeType === `video/${name}`)

test.skipIf(!has('H264')).each([
  { offers: true, answers: false },
  { offers: false, answers: true },
  { offers: true, answers: true },
])('where a side is made by Apple, both send H.264: %o', async (sides) => {
  expect((await meet(sides)).answer).toBe('H264')
})

test('elsewhere VP8 is first', async () => {
  expect(await meet({ offers: false, answers: false })).toEqual({ offer: 'VP8', answer: 'VP8' })
})
