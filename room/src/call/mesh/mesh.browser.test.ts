import { createSetClock, type SetClock } from '@anteroom/ui/ground/testing/set-clock.ts'
import { expect, test } from 'vitest'
import { first, peerOf, second, testEngine } from '../testing/conformance.ts'
import { createMeshWorld, createWire, kindOf, type Passing, sees } from './testing/wire.ts'
import { patienceMs } from './watch-way.ts'

testEngine(createMeshWorld)

/** Whoever offers has lost patience with a first connection by then, and whoever answers has not. */
const untilNextTryMs = patienceMs({ everOpen: false, tries: 0, offers: true })

/** What comes from the other side meanwhile, a first ping perhaps, begins the wait anew. */
async function untilTriedAnew({ connections }: ReturnType<typeof createWire>, clock: SetClock) {
  const before = connections.length
  for (let wait = 0; wait < 5 && connections.length === before; wait++) await clock.pass(untilNextTryMs)
  expect(connections.length).toBeGreaterThan(before)
}

function twoPeople(wire = createWire()) {
  const ana = wire.join('ana', { since: first })
  const ben = wire.join('ben', { since: second })
  return { wire, ana, ben }
}

async function twoWhoSee(wire = createWire()) {
  const two = twoPeople(wire)
  wire.show()
  await Promise.all([sees(two.ana, 'ben'), sees(two.ben, 'ana')])
  return two
}

type Two = Awaited<ReturnType<typeof twoWhoSee>>

/** The names of the rounds of ICE that somebody began, in order. */
const roundsOf = (passed: readonly Passing[], who: string) =>
  new Set(
    passed.flatMap(({ from, signal }) =>
      from === who && 'description' in signal ? [/^a=ice-ufrag:(\S+)/m.exec(signal.description.sdp ?? '')?.[1]] : [],
    ),
  )

test('who was there first offers, and what is switched on or off later needs no negotiation', async () => {
  const { wire, ana, ben } = await twoWhoSee()
  ana.engine.send('camera', null)
  await expect.poll(() => peerOf(ben, 'ana')?.tracks.camera).toBeNull()
  ana.engine.send('camera', ana.camera)
  await sees(ben, 'ana')
  const descriptions = wire.passed.filter(({ signal }) => 'description' in signal)
  expect(descriptions.map(({ from, signal }) => `${from} ${kindOf(signal)}`)).toEqual(['ana offer', 'ben answer'])
})

for (const lost of ['offer', 'answer', 'candidate']) {
  test(`the first ${lost} is lost on its way: they see each other all the same`, async () => {
    const clock = createSetClock()
    const wire = createWire(clock)
    const { ana, ben } = twoPeople(wire)
    let isLost = false
    // The first one, or all candidates of the first round.
    wire.carry = ({ signal }, arrive) => {
      const isConcerned = kindOf(signal) === lost && (lost === 'candidate' ? wire.count('offer') <= 1 : !isLost)
      if (!isConcerned) return arrive()
      isLost = true
    }
    wire.show()
    await expect.poll(() => isLost && (lost === 'offer' || wire.count('answer') > 0)).toBe(true)
    await untilTriedAnew(wire, clock)
    await expect.poll(() => wire.count('offer')).toBe(2)
    await Promise.all([sees(ana, 'ben'), sees(ben, 'ana')])
  })
}

test('a connection that the browser leaves stuck is replaced, on either side, and nothing that was written is lost', async () => {
  for (const who of ['ana', 'ben']) {
    const clock = createSetClock()
    const { wire, ana, ben } = twoPeople(createWire(clock))
    const heard: string[] = []
    ben.engine.onText((_, text) => heard.push(text))
    wire.leaveStuck(1)
    const [early, late] = who === 'ana' ? [ana, ben] : [ben, ana]
    early.engine.setPeople([late.person])
    late.engine.setPeople([early.person])
    ana.engine.sendText('are you there?')
    await expect.poll(() => wire.count('answer')).toBe(1)
    await untilTriedAnew(wire, clock)
    await Promise.all([sees(ana, 'ben'), sees(ben, 'ana')])
    await expect.poll(() => heard).toEqual(['are you there?'])
    expect(wire.connections.map((pc) => pc.connectionState)).toEqual(['closed', 'closed', 'connected', 'connected'])
    // What is still on its way from the one that was given up has nothing to say any more.
    const mark = wire.passed.length
    ana.receive({ visitId: 'ben', generation: 1 }, { connection: 1, candidate: null })
    ben.receive({ visitId: 'ana', generation: 1 }, { connection: 1, candidate: null })
    await Promise.all([sees(ana, 'ben'), sees(ben, 'ana')])
    expect(wire.passed).toHaveLength(mark)
    ana.close()
    ben.close()
  }
})

test('an offer that is asked for while one is on its way is not made twice', async () => {
  const { wire, ana } = twoPeople()
  wire.show()
  ana.receive({ visitId: 'ben', generation: 1 }, { connection: 0, please: 'offer' })
  await sees(ana, 'ben')
  expect(wire.count('offer')).toBe(1)
})

test('nothing arrives for a while at the beginning: they see each other once signals find their way', async () => {
  const clock = createSetClock()
  const wire = createWire(clock)
  const { ana, ben } = twoPeople(wire)
  let isDown = true
  wire.carry = (_, arrive) => isDown || arrive()
  wire.show()
  await expect.poll(() => wire.count('offer')).toBe(1)
  await clock.pass(untilNextTryMs)
  await expect.poll(() => wire.count('offer')).toBe(2)
  isDown = false
  ana.getsThrough.set(false)
  ana.getsThrough.set(true)
  await Promise.all([sees(ana, 'ben', 10_000), sees(ben, 'ana', 10_000)])
})

test('each signal comes twice', async () => {
  const wire = createWire()
  wire.carry = (_, arrive) => {
    arrive()
    arrive()
  }
  const { ana, ben } = await twoWhoSee(wire)
  const mark = wire.passed.length
  ana.changeNetwork()
  await expect.poll(() => wire.count('answer', mark)).toBe(1)
  await Promise.all([sees(ana, 'ben'), sees(ben, 'ana')])
})

test('signals overtake each other', async () => {
  const wire = createWire()
  const waiting: (() => void)[] = []
  wire.carry = (_, arrive) => {
    waiting.push(arrive)
  }
  // What came within a moment arrives the last first: candidates before what they belong to.
  const timer = setInterval(() => {
    for (const arrive of waiting.splice(0).reverse()) arrive()
  }, 150)
  try {
    const { ana, ben } = await twoWhoSee(wire)
    const mark = wire.passed.length
    ana.changeNetwork()
    ana.changeNetwork()
    await expect.poll(() => roundsOf(wire.passed.slice(mark), 'ben').size).toBeGreaterThan(0)
    await Promise.all([sees(ana, 'ben'), sees(ben, 'ana')])
  } finally {
    clearInterval(timer)
  }
})

test('both look for a new way at the same moment: one offers, the other answers, and pictures go on', async () => {
  const { wire, ana, ben } = await twoWhoSee()
  const mark = wire.passed.length
  const held: (() => void)[] = []
  // Neither hears the other before both have begun.
  wire.carry = (_, arrive) => {
    held.push(arrive)
  }
  ana.changeNetwork()
  ben.changeNetwork()
  await expect.poll(() => [wire.count('offer', mark), wire.count('please', mark)]).toEqual([1, 1])
  wire.carry = (_, arrive) => arrive()
  for (const arrive of held) arrive()
  await expect.poll(() => wire.count('answer', mark)).toBeGreaterThan(0)
  await Promise.all([sees(ana, 'ben'), sees(ben, 'ana')])
  const descriptions = wire.passed.slice(mark).filter(({ signal }) => 'description' in signal)
  expect(new Set(descriptions.map(({ from, signal }) => `${from} ${kindOf(signal)}`))).toEqual(
    new Set(['ana offer', 'ben answer']),
  )
})

test('the side that answers looks for a new way, too', async () => {
  const { wire, ana, ben } = await twoWhoSee()
  const mark = wire.passed.length
  ben.changeNetwork()
  await expect.poll(() => roundsOf(wire.passed.slice(mark), 'ben').size).toBe(1)
  await Promise.all([sees(ana, 'ben'), sees(ben, 'ana')])
})

test('a new round of ICE uses the ICE servers of now, and pictures never stop', async () => {
  const { wire, ana, ben } = await twoWhoSee()
  const before = roundsOf(wire.passed, 'ana')
  const mark = wire.passed.length
  wire.iceServers = [{ urls: ['turn:127.0.0.1:9'], username: 'fresh', credential: 'secret' }]
  const seen = sees(ben, 'ana')
  ana.changeNetwork()
  await seen
  await expect.poll(() => wire.count('answer', mark)).toBe(1)
  const after = roundsOf(wire.passed.slice(mark), 'ana')
  expect([...after].every((name) => !before.has(name))).toBe(true)
  await Promise.all([sees(ana, 'ben'), sees(ben, 'ana')])
  expect(wire.connections.map((pc) => pc.getConfiguration().iceServers?.[0]?.username)).toContain('fresh')
})

test('where nothing goes but by a relay, no signal carries an address, and without one there is no line', async () => {
  const wire = createWire()
  wire.relayOnly = true
  const ana = wire.join('ana', { since: first })
  wire.join('ben', { since: second })
  wire.show()
  await expect.poll(() => wire.count('answer')).toBe(1)
  const texts = wire.connections.map((pc) => `${pc.localDescription?.sdp} ${pc.iceGatheringState}`)
  await expect.poll(() => wire.connections.map((pc) => pc.iceGatheringState)).toEqual(['complete', 'complete'])
  expect(JSON.stringify([...texts, ...wire.passed])).not.toContain('typ host')
  expect(wire.connections.map((pc) => pc.getConfiguration().iceTransportPolicy)).toEqual(['relay', 'relay'])
  expect(ana.engine.peers.get().map(({ line }) => line)).toEqual(['connecting'])
})

test.each([
  ['the side that offers', ({ ana, ben }: Two) => [ana, ben]],
  ['the side that answers', ({ ana, ben }: Two) => [ben, ana]],
])(
  'a call that may go by a relay alone from now on leaves the way that it had; first to know is %s',
  async (_, inOrder) => {
    const two = await twoWhoSee()
    const { wire, ana, ben } = two
    const mark = wire.passed.length
    wire.relayOnly = true
    for (const end of inOrder(two)) end.beginRelayOnly()
    // There is no relay here.
    await expect.poll(() => peerOf(ana, 'ben')?.line).not.toBe('open')
    await expect.poll(() => peerOf(ben, 'ana')?.line).not.toBe('open')
    await expect.poll(() => wire.count('answer', mark)).toBeGreaterThan(0)
    expect(JSON.stringify(wire.passed.slice(mark))).not.toContain('typ host')
    const used = wire.connections.filter(({ connectionState }) => connectionState !== 'closed')
    expect(used.map((pc) => pc.getConfiguration().iceTransportPolicy)).toEqual(used.map(() => 'relay'))
  },
)

test('of a page that is gone nothing is heard any more', async () => {
  const { wire, ana, ben } = await twoWhoSee()
  ben.close()
  const again = wire.join('ben', { since: second, generation: 2 })
  wire.show()
  await Promise.all([sees(ana, 'ben'), sees(again, 'ana')])
  const mark = wire.passed.length
  ana.receive({ visitId: 'ben', generation: 1 }, { connection: 1, please: 'offer' })
  await sees(ana, 'ben')
  expect(wire.count('offer', mark)).toBe(0)
})

test('signals may come before the view that names their sender', async () => {
  const wire = createWire()
  const { ana, ben } = twoPeople(wire)
  ana.engine.setPeople([ben.person])
  await expect.poll(() => wire.count('candidate')).toBeGreaterThan(0)
  ben.engine.setPeople([ana.person])
  await Promise.all([sees(ana, 'ben', 3_000), sees(ben, 'ana', 3_000)])
  expect(wire.count('offer')).toBe(1)
})

test('no connection and no signal is left of whoever has gone', async () => {
  const { wire, ana, ben } = await twoWhoSee()
  ana.close()
  ben.close()
  expect(new Set(wire.connections.map((pc) => pc.connectionState))).toEqual(new Set(['closed']))
  const mark = wire.passed.length
  ana.changeNetwork()
  ana.engine.setPeople([ben.person])
  await new Promise((resolve) => setTimeout(resolve))
  expect(wire.passed).toHaveLength(mark)
})

test('what is no signal of ours does no harm', async () => {
  const { ana, ben } = await twoWhoSee()
  for (const nonsense of [null, 'x', 7, {}, { description: null }, { candidate: { candidate: 'nonsense' } }]) {
    ana.receive({ visitId: 'ben', generation: 1 }, nonsense)
  }
  ana.changeNetwork()
  await Promise.all([sees(ana, 'ben'), sees(ben, 'ana')])
})

test('of a camera that is paused nothing is sent, and of all else everything', async () => {
  const world = createMeshWorld({ clock: 'set' })
  const ana = world.join('ana', { since: first })
  const ben = world.join('ben', { since: second })
  world.show()
  await Promise.all([sees(ana, 'ben'), sees(ben, 'ana')])
  world.setWeak(ana, ben, true)
  const sendsPictures = async () => {
    await world.pass(2_000)
    return world.connections[0]?.getSenders().map((sender) => sender.getParameters().encodings[0]?.active)
  }
  await expect.poll(sendsPictures, { interval: 10 }).toEqual([true, false, true, true])
})
