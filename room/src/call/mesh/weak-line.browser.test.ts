import { expect, test } from 'vitest'
import { createWire, peerOf, sees } from './testing/wire.ts'

test('a line that is too weak pauses the camera, both sides know, and it comes back by itself', async () => {
  const wire = createWire()
  const ana = wire.join('ana', { since: '2026-03-02T10:00:00.000Z' })
  const ben = wire.join('ben', { since: '2026-03-02T10:00:05.000Z' })
  wire.show()
  await Promise.all([sees(ana, 'ben'), sees(ben, 'ana')])

  // No browser can be made to have a weak line to its own machine: of what Ana's measures, one figure is another.
  const [line] = wire.connections
  if (!line) throw new Error('Ana has no line')
  let isWeak = true
  const measure = line.getStats.bind(line)
  line.getStats = async () => {
    const stats = new Map<string, Record<string, unknown>>(await measure())
    for (const [id, entry] of stats) {
      if (entry.type !== 'candidate-pair') continue
      const availableOutgoingBitrate = isWeak ? 90_000 : 900_000
      stats.set(id, { ...entry, availableOutgoingBitrate, currentRoundTripTime: isWeak ? 0.9 : 0.05 })
    }
    return stats as unknown as RTCStatsReport
  }

  await expect.poll(() => peerOf(ana, 'ben')?.paused.ours, { timeout: 25_000 }).toBe(true)
  await expect.poll(() => peerOf(ben, 'ana')?.paused.theirs).toBe(true)
  expect(peerOf(ben, 'ana')?.line).toBe('open')
  expect(peerOf(ben, 'ana')?.tracks.camera).toBeNull()
  const sendsPictures = () => line.getSenders().map((sender) => sender.getParameters().encodings[0]?.active)
  await expect.poll(sendsPictures).toEqual([true, false, true, true])
  // Ben's own camera goes on.
  await sees(ana, 'ben')

  // A camera that is switched off is not paused.
  ana.engine.send('camera', null)
  await expect.poll(() => peerOf(ben, 'ana')?.paused.theirs).toBe(false)
  ana.engine.send('camera', ana.camera)
  await expect.poll(() => peerOf(ben, 'ana')?.paused.theirs).toBe(true)

  isWeak = false
  await expect.poll(() => peerOf(ana, 'ben')?.paused.ours, { timeout: 60_000 }).toBe(false)
  await sees(ben, 'ana', 30_000)
}, 120_000)
