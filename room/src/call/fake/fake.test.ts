import { createStore } from '@anteroom/ui/ground/store.ts'
import { createSetClock } from '@anteroom/ui/ground/testing/set-clock.ts'
import { expect, onTestFinished, test } from 'vitest'
import { type End, first, peerOf, second, testEngine, type World } from '../testing/conformance.ts'
import { createFakeNetwork, type FakeNetwork } from './fake.ts'

let tracks = 0
const createCamera = () => ({ id: `track ${++tracks}`, kind: 'video', readyState: 'live' }) as MediaStreamTrack

function createWorld(): World & { network: FakeNetwork } {
  const network = createFakeNetwork()
  const ends = new Map<string, End>()
  const changes = new Map<string, () => void>()
  const clock = createSetClock()
  return {
    network,
    createCamera,
    join(name, { since, generation = 1 }) {
      const until = new AbortController()
      const engine = network.create({
        me: () => ({ visitId: name, generation, since }),
        iceServers: () => [],
        relayOnly: () => false,
        signals: { send() {}, listen: () => () => {}, getThrough: createStore(true) },
        watchRelayOnly: () => {},
        watchNetwork: (changed) => changes.set(name, changed),
        clock,
        until: until.signal,
      })
      const person = { visitId: name, generation, name, role: 'PARTICIPANT', onHold: false, connected: true } as const
      const camera = createCamera()
      engine.send('camera', camera)
      const end: End = {
        name,
        engine,
        person: { ...person, since },
        camera,
        close() {
          until.abort()
          if (ends.get(name) === end) ends.delete(name)
        },
      }
      ends.set(name, end)
      onTestFinished(end.close)
      return end
    },
    show() {
      for (const end of ends.values()) {
        end.engine.setPeople([...ends.values()].filter((other) => other !== end).map(({ person }) => ({ ...person })))
      }
    },
    async sees(end, other) {
      await expect.poll(() => peerOf(end, other)?.line).toBe('open')
      await expect.poll(() => peerOf(end, other)?.tracks.camera ?? null).not.toBeNull()
    },
    setWeak: (from, to, isWeak) => network.setWay(from.name, to.name, { bearsCamera: !isWeak }),
    pass: clock.pass,
    changeNetwork: ({ name }) => changes.get(name)?.(),
  }
}

testEngine(createWorld)

function twoPeople() {
  const world = createWorld()
  const ana = world.join('ana', { since: first })
  const ben = world.join('ben', { since: second })
  world.show()
  return { world, ana, ben }
}

test('a line is what it is told to be, at both ends, and nothing goes through it unless it is open', async () => {
  const { world, ana, ben } = twoPeople()
  await world.sees(ben, 'ana')
  const heard: string[] = []
  ben.engine.onText((_, text) => heard.push(text))
  for (const line of ['interrupted', 'failed'] as const) {
    world.network.setWay('ana', 'ben', { line })
    await expect.poll(() => [peerOf(ana, 'ben')?.line, peerOf(ben, 'ana')?.line]).toEqual([line, line])
  }
  expect(peerOf(ben, 'ana')?.tracks.camera).toBe(ana.camera)
  ana.engine.sendText('are you there?')
  await expect.poll(() => ben.engine.quality.quality.get().size).toBe(0)
  expect(heard).toEqual([])
  world.network.setWay('ana', 'ben', { line: null })
  await expect.poll(() => heard).toEqual(['are you there?'])
})

test('a way is as good as it is told to be: the one who receives sees it, the one who sends sees what reaches nobody', async () => {
  const { world, ana, ben } = twoPeople()
  await world.sees(ben, 'ana')
  world.network.setWay('ana', 'ben', { level: 'very-weak', frozen: true })
  await expect.poll(() => ben.engine.quality.quality.get().get('ana')).toEqual({ level: 'very-weak', frozen: true })
  expect(ben.engine.quality.own.get()).toBe('good')
  expect(ana.engine.quality.own.get()).toBe('very-weak')
  ana.engine.send('camera', null)
  await expect.poll(() => ben.engine.quality.quality.get().get('ana')?.frozen).toBe(false)
})
