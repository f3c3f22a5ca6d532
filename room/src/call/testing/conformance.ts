import type { Person } from '@anteroom/contract/realtime'
import { expect, test } from 'vitest'
import type { MediaEngine, Source } from '../media.ts'

/** One page in a call, and its engine. */
export type End = {
  name: string
  engine: MediaEngine
  person: Person
  /** What it sends from the beginning. */
  camera: MediaStreamTrack
  close(): void
}

/** Where the engines of one test meet. It ends with the test. */
export type World = {
  /** Somebody's page comes, with its camera on; whoever joined first has the lower `since`. */
  join(name: string, how: { since: string; generation?: number }): End
  /** The server shows everybody who else is there. */
  show(): void
  /** Until the line is open and the other's picture comes through it, from now on. */
  sees(end: End, other: string): Promise<void>
  createCamera(): MediaStreamTrack
  /** What `from` sends to `to` has hardly any room, or enough again. */
  setWeak(from: End, to: End, isWeak: boolean): void
  /** Lets time pass by the clock of the engines, if it is not the real one. */
  pass(ms: number): Promise<void>
  changeNetwork(end: End): void
}

export const first = '2026-03-02T10:00:00.000Z'
export const second = '2026-03-02T10:00:05.000Z'
const third = '2026-03-02T10:00:09.000Z'

export const peerOf = ({ engine }: End, other: string) => engine.peers.get().find(({ visitId }) => visitId === other)

const bytes = (...values: number[]) => Uint8Array.from(values)

async function readAll(stream: ReadableStream<Uint8Array>): Promise<number[]> {
  const parts: number[] = []
  const reader = stream.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return parts
    for (const byte of value) parts.push(byte)
  }
}

/** What is true of every engine. `createWorld` is called within a test. */
export function testEngine(createWorld: (options?: { clock: 'set' }) => World) {
  async function twoWhoSee(world = createWorld()) {
    const ana = world.join('ana', { since: first })
    const ben = world.join('ben', { since: second })
    world.show()
    await Promise.all([world.sees(ana, 'ben'), world.sees(ben, 'ana')])
    return { world, ana, ben }
  }

  test('two who come see each other, and one who comes later sees both', async () => {
    const { world, ana, ben } = await twoWhoSee()
    const cleo = world.join('cleo', { since: third })
    world.show()
    await Promise.all([world.sees(cleo, 'ana'), world.sees(cleo, 'ben'), world.sees(ana, 'cleo')])
    await world.sees(ben, 'cleo')
    expect(ana.engine.peers.get().map(({ visitId }) => visitId)).toEqual(['ben', 'cleo'])
    // A peer who has not changed stays the same object, whatever else changes.
    const same = peerOf(ana, 'ben')
    cleo.close()
    world.show()
    expect(ana.engine.peers.get()).toEqual([same])
    expect(peerOf(ana, 'ben')).toBe(same)
    await world.sees(ana, 'ben')
  })

  test('each source is there for the others while it is sent, and another track takes its place unseen', async () => {
    const { world, ana, ben } = await twoWhoSee()
    const theirs = (source: Source) => peerOf(ben, 'ana')?.tracks[source]
    expect(theirs('screen')).toBeNull()
    ana.engine.send('screen', world.createCamera())
    await expect.poll(() => theirs('screen')).toBeTruthy()
    expect(theirs('camera')).toBeTruthy()
    ana.engine.send('screen', null)
    ana.engine.send('camera', null)
    await expect.poll(() => [theirs('screen'), theirs('camera')]).toEqual([null, null])
    ana.engine.send('camera', ana.camera)
    await world.sees(ben, 'ana')
    ana.engine.send('camera', world.createCamera())
    await world.sees(ben, 'ana')
    await world.sees(ana, 'ben')
  })

  test('text that is written before a line is open is kept for it, and goes to one or to all', async () => {
    const world = createWorld()
    const [ana, ben, cleo] = [
      world.join('ana', { since: first }),
      world.join('ben', { since: second }),
      world.join('cleo', { since: third }),
    ]
    const heard: string[] = []
    for (const end of [ben, cleo]) end.engine.onText((from, text) => heard.push(`${from} to ${end.name}: ${text}`))
    ana.engine.setPeople([ben.person, cleo.person])
    ana.engine.sendText('early')
    ana.engine.sendText('for ben', 'ben')
    world.show()
    await Promise.all([world.sees(ana, 'ben'), world.sees(ana, 'cleo')])
    ana.engine.sendText('late')
    await expect
      .poll(() => heard.filter((one) => one.includes('to ben')))
      .toEqual(['early', 'for ben', 'late'].map((text) => `ana to ben: ${text}`))
    await expect
      .poll(() => heard.filter((one) => one.includes('to cleo')))
      .toEqual(['early', 'late'].map((text) => `ana to cleo: ${text}`))
  })

  test('many bytes arrive whole and in order, each write done when there is room for the next', async () => {
    const { ana, ben } = await twoWhoSee()
    const arrived = new Promise<[string, string, number[]]>((resolve) => {
      ben.engine.onStream(async (from, label, stream) => resolve([from, label, await readAll(stream)]))
    })
    const writer = ana.engine.openStream('ben', 'a file').getWriter()
    const chunks = Array.from({ length: 20 }, (_, at) => new Uint8Array(100_000).fill(at))
    for (const chunk of chunks) {
      await writer.ready
      await writer.write(chunk)
    }
    await writer.write(bytes(200))
    await writer.close()
    const [from, label, all] = await arrived
    expect([from, label, all.length]).toEqual(['ana', 'a file', 2_000_001])
    expect(all.filter((_, at) => at % 100_000 === 99_999)).toEqual(chunks.map(([value]) => value))
    expect(all.at(-1)).toBe(200)
  })

  test('whoever stops reading stops the sender, and what is cut off is not taken for the whole', async () => {
    const { ana, ben } = await twoWhoSee()
    const coming: ReadableStream<Uint8Array>[] = []
    const end = ben.engine.onStream((_from, _label, stream) => coming.push(stream))
    const unwanted = ana.engine.openStream('ben', 'unwanted').getWriter()
    unwanted.write(bytes(1)).catch(() => {})
    await expect.poll(() => coming.length).toBe(1)
    await coming[0]?.cancel()
    await expect(unwanted.closed).rejects.toThrow()

    const stopped = ana.engine.openStream('ben', 'stopped').getWriter()
    stopped.closed.catch(() => {})
    stopped.write(bytes(1)).catch(() => {})
    await expect.poll(() => coming.length).toBe(2)
    const half = readAll(coming[1] as ReadableStream<Uint8Array>)
    await Promise.all([stopped.abort(), expect(half).rejects.toThrow()])

    // Nobody hears of streams any more.
    end()
    await expect(ana.engine.openStream('ben', 'unheard').getWriter().closed).rejects.toThrow()
    await expect(ana.engine.openStream('nobody', 'lost').getWriter().closed).rejects.toThrow()
  })

  test('on hold there is no line, streams are cut off, and all comes back by itself', async () => {
    const { world, ana, ben } = await twoWhoSee()
    const coming: ReadableStream<Uint8Array>[] = []
    ben.engine.onStream((_from, _label, stream) => coming.push(stream))
    const writer = ana.engine.openStream('ben', 'a file').getWriter()
    writer.write(bytes(1)).catch(() => {})
    await expect.poll(() => coming.length).toBe(1)
    const half = readAll(coming[0] as ReadableStream<Uint8Array>)
    const cut = [expect(half).rejects.toThrow(), expect(writer.closed).rejects.toThrow()]
    ana.engine.setPeople([{ ...ben.person, onHold: true }])
    ben.engine.setPeople([])
    await Promise.all(cut)
    expect([ana.engine.peers.get(), ben.engine.peers.get()]).toEqual([[], []])
    world.show()
    await Promise.all([world.sees(ana, 'ben'), world.sees(ben, 'ana')])
  })

  test('a page that is loaded again takes its old place, and what was not sent yet is for it', async () => {
    const { world, ana, ben } = await twoWhoSee()
    ben.close()
    const again = world.join('ben', { since: second, generation: 2 })
    const heard: string[] = []
    again.engine.onText((_, text) => heard.push(text))
    world.show()
    ana.engine.sendText('are you back?')
    await Promise.all([world.sees(ana, 'ben'), world.sees(again, 'ana')])
    await expect.poll(() => heard).toEqual(['are you back?'])
    expect(ana.engine.peers.get()).toHaveLength(1)
  })

  test('a line that is too weak pauses the camera, both sides know, and it comes back by itself', async () => {
    const { world, ana, ben } = await twoWhoSee(createWorld({ clock: 'set' }))
    const seen = (what: () => unknown) =>
      expect.poll(
        async () => {
          await world.pass(2_000)
          return what()
        },
        { interval: 10 },
      )
    world.setWeak(ana, ben, true)
    await seen(() => peerOf(ana, 'ben')?.paused.ours).toBe(true)
    await expect.poll(() => peerOf(ben, 'ana')?.paused.theirs).toBe(true)
    expect(peerOf(ben, 'ana')?.line).toBe('open')
    expect(peerOf(ben, 'ana')?.tracks.camera).toBeNull()
    // Ben's own camera goes on.
    await world.sees(ana, 'ben')

    // A camera that is switched off is not paused.
    ana.engine.send('camera', null)
    await expect.poll(() => peerOf(ben, 'ana')?.paused.theirs).toBe(false)
    ana.engine.send('camera', ana.camera)
    await expect.poll(() => peerOf(ben, 'ana')?.paused.theirs).toBe(true)

    world.setWeak(ana, ben, false)
    await seen(() => peerOf(ana, 'ben')?.paused.ours).toBe(false)
    await world.sees(ben, 'ana')
  })

  test('how well it goes is told of every open line, and of no other', async () => {
    const world = createWorld({ clock: 'set' })
    const { ana, ben } = await twoWhoSee(world)
    await world.pass(2_000)
    await expect.poll(() => ana.engine.quality.quality.get().get('ben')).toEqual({ level: 'good', frozen: false })
    expect(ana.engine.quality.own.get()).toBe('good')
    ben.close()
    ana.engine.setPeople([])
    await world.pass(2_000)
    await expect.poll(() => ana.engine.quality.quality.get().size).toBe(0)
  })

  test('what goes over the network is counted, and never less than before', async () => {
    const { ana, ben } = await twoWhoSee()
    const before = await ana.engine.traffic()
    ana.engine.sendText('a few bytes')
    ben.engine.sendText('a few more')
    await expect.poll(async () => (await ana.engine.traffic()).sent).toBeGreaterThan(before.sent)
    await expect.poll(async () => (await ana.engine.traffic()).received).toBeGreaterThan(before.received)
    const all = await ana.engine.traffic()
    ben.close()
    ana.engine.setPeople([])
    const after = await ana.engine.traffic()
    expect([after.sent >= all.sent, after.received >= all.received]).toEqual([true, true])
  })

  test('both ends of a line can be compared while it is open, and each line has two of its own', async () => {
    const { world, ana, ben } = await twoWhoSee()
    const cleo = world.join('cleo', { since: third })
    world.show()
    await Promise.all([world.sees(cleo, 'ana'), world.sees(cleo, 'ben')])
    await Promise.all([world.sees(ana, 'cleo'), world.sees(ben, 'cleo')])
    const lines = [ana, ben, cleo].flatMap((one) =>
      [ana, ben, cleo].filter((other) => other !== one).map((other) => [one, other] as const),
    )
    const seen = lines.map(([one, other]) => {
      const [here, there] = [one.engine.fingerprints(other.name), other.engine.fingerprints(one.name)]
      expect(here).not.toBeNull()
      expect(here).toEqual(there && { local: there.remote, remote: there.local })
      return [here?.local, here?.remote].sort().join()
    })
    expect(new Set(seen).size).toBe(3)
    expect(ana.engine.fingerprints('nobody')).toBeNull()
  })

  test('on another network they go on seeing each other', async () => {
    const { world, ana, ben } = await twoWhoSee()
    world.changeNetwork(ana)
    await Promise.all([world.sees(ana, 'ben'), world.sees(ben, 'ana')])
    world.changeNetwork(ben)
    await Promise.all([world.sees(ana, 'ben'), world.sees(ben, 'ana')])
  })

  test('an engine that has ended leaves nothing, takes nothing, and does nothing any more', async () => {
    const { world, ana, ben } = await twoWhoSee()
    const heard: string[] = []
    ana.engine.onText((_, text) => heard.push(text))
    const writer = ana.engine.openStream('ben', 'a file').getWriter()
    const failed = expect(writer.closed).rejects.toThrow()
    ana.close()
    await failed
    expect(ana.engine.peers.get()).toEqual([])
    ana.engine.setPeople([ben.person])
    ana.engine.send('camera', null)
    ben.engine.sendText('anybody?')
    world.changeNetwork(ana)
    expect(ana.engine.peers.get()).toEqual([])
    expect(heard).toEqual([])
  })
}
