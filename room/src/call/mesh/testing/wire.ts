import type { IceServer, Person } from '@anteroom/contract/realtime'
import { type Clock, systemClock } from '@anteroom/ui/ground/clock.ts'
import { createStore, type OwnStore } from '@anteroom/ui/ground/store.ts'
import { createSetClock } from '@anteroom/ui/ground/testing/set-clock.ts'
import { expect, onTestFinished } from 'vitest'
import type { Page } from '../../media.ts'
import { type End, peerOf, type World } from '../../testing/conformance.ts'
import { createPicture } from '../../testing/picture.ts'
import type { LineSignal } from '../line-signal.ts'
import { mesh } from '../mesh.ts'

export type Passing = { from: string; to: string; signal: LineSignal }

/** What a kind of signal is called here. */
export function kindOf(signal: LineSignal): string {
  if ('description' in signal) return signal.description.type
  return 'candidate' in signal ? 'candidate' : 'please'
}

type WireEnd = End & {
  /** A signal comes for its page. */
  receive(from: Page, data: unknown): void
  changeNetwork(): void
  /** Its page learns that nothing may go but by TURN. */
  beginRelayOnly(): void
  /** Whether its page reaches the server. */
  getsThrough: OwnStore<boolean>
}

/** Several engines on one page, and the server's part between them, which a test can make as bad as it likes. */
export function createWire(clock: Clock = systemClock) {
  const ends = new Map<string, WireEnd>()
  const passed: Passing[] = []
  const { connections, leaveStuck } = recordConnections()
  const wire = {
    leaveStuck,
    passed,
    /** Every connection that was made. */
    connections,
    /** What becomes of a signal: by default it arrives, at once and in order. */
    carry: ((_, arrive) => arrive()) as (passing: Passing, arrive: () => void) => void,
    iceServers: [] as IceServer[],
    relayOnly: false,

    /** Somebody's page comes: the one who joined first has the lower `since`. */
    join(name: string, { since, generation = 1 }: { since: string; generation?: number }): WireEnd {
      const until = new AbortController()
      const me: Person = {
        visitId: name,
        generation,
        name,
        role: 'PARTICIPANT',
        onHold: false,
        connected: true,
        since,
      }
      let hear: (from: Page, data: unknown) => void = () => {}
      let changeNetwork = () => {}
      let beginRelayOnly = () => {}
      const getsThrough = createStore(true)
      const engine = mesh.create({
        me: () => ({ visitId: name, generation, since }),
        iceServers: () => wire.iceServers,
        relayOnly: () => wire.relayOnly,
        signals: {
          send(to, data) {
            // As it comes over a real wire: a copy, and nothing that cannot be written down.
            const signal = JSON.parse(JSON.stringify(data)) as LineSignal
            const passing = { from: name, to: to.visitId, signal }
            passed.push(passing)
            wire.carry(passing, () => {
              const target = ends.get(to.visitId)
              if (target?.person.generation !== to.generation) return
              target.receive({ visitId: name, generation }, structuredClone(signal))
            })
          },
          listen(listener) {
            hear = listener
            return () => {
              hear = () => {}
            }
          },
          getThrough: getsThrough,
        },
        watchNetwork(changed) {
          changeNetwork = changed
        },
        watchRelayOnly(begun) {
          beginRelayOnly = begun
        },
        clock,
        until: until.signal,
      })
      const picture = createPicture()
      engine.send('camera', picture.track)
      const end: WireEnd = {
        name,
        engine,
        receive: (from, data) => hear(from, data),
        changeNetwork: () => changeNetwork(),
        beginRelayOnly: () => beginRelayOnly(),
        getsThrough,
        person: me,
        camera: picture.track,
        close() {
          until.abort()
          picture.stop()
          if (ends.get(name) === end) ends.delete(name)
        },
      }
      ends.set(name, end)
      onTestFinished(end.close)
      return end
    },

    /** The server shows everybody who is there. */
    show() {
      for (const end of ends.values()) {
        const others = [...ends.values()].filter((other) => other !== end)
        end.engine.setPeople(others.map(({ person }) => ({ ...person })))
      }
    },

    end: (name: string) => ends.get(name),

    /** Since the beginning, or since a mark that `passed.length` was. */
    count: (kind: string, from = 0) => passed.slice(from).filter(({ signal }) => kindOf(signal) === kind).length,
  }
  return wire
}

/** The real ones, kept in a list; some of them as a browser may leave them: all is well, and no candidate is found. */
function recordConnections() {
  const Real = globalThis.RTCPeerConnection
  const connections: RTCPeerConnection[] = []
  let stuck = 0
  globalThis.RTCPeerConnection = class extends Real {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      connections.push(this)
      if (stuck === 0) return
      stuck--
      Object.defineProperty(this, 'onicecandidate', { value: null, writable: true })
      this.addIceCandidate = async () => {}
    }
  }
  onTestFinished(() => {
    globalThis.RTCPeerConnection = Real
  })
  return {
    connections: connections as readonly RTCPeerConnection[],
    /** The next so many connections never open. */
    leaveStuck(count: number) {
      stuck = count
    },
  }
}

/** Until the line is open and the other's picture moves, from now on. */
export async function sees(end: End, other: string, timeoutMs = 30_000) {
  await expect.poll(() => peerOf(end, other)?.line, { timeout: timeoutMs, interval: 10 }).toBe('open')
  await expect
    .poll(() => peerOf(end, other)?.tracks.camera ?? null, { timeout: timeoutMs, interval: 10 })
    .not.toBeNull()
  const track = peerOf(end, other)?.tracks.camera
  if (!track) throw new Error('The picture is gone again')
  await pictures(track, 5, timeoutMs)
}

/** Until so many pictures of a track have come. */
async function pictures(track: MediaStreamTrack, count: number, timeoutMs = 15_000) {
  const video = document.createElement('video')
  video.muted = true
  video.srcObject = new MediaStream([track])
  let seen = 0
  const look = () => {
    seen++
    video.requestVideoFrameCallback(look)
  }
  video.requestVideoFrameCallback(look)
  video.autoplay = true
  document.body.append(video)
  try {
    await expect.poll(() => seen, { timeout: timeoutMs, interval: 10 }).toBeGreaterThanOrEqual(count)
  } finally {
    video.remove()
    video.srcObject = null
  }
}

type Wire = ReturnType<typeof createWire>

/** The mesh as every engine is tested. */
export function createMeshWorld(options?: { clock: 'set' }): World & Pick<Wire, 'connections'> {
  const clock = options && createSetClock()
  const wire = createWire(clock)
  const weak = new Set<RTCPeerConnection>()
  return {
    connections: wire.connections,
    join: wire.join,
    show: wire.show,
    sees,
    createCamera() {
      const picture = createPicture()
      onTestFinished(picture.stop)
      return picture.track
    },
    setWeak(_from, _to, isWeak) {
      // The first connection is that of whoever was there first.
      const [line] = wire.connections
      if (!line) throw new Error('There is no line')
      if (isWeak) weak.add(line)
      else weak.delete(line)
      measureAnew(line, () => weak.has(line))
    },
    pass: async (ms) => clock?.pass(ms),
    changeNetwork: ({ name }) => wire.end(name)?.changeNetwork(),
  }
}

/** No browser can be made to have a weak line to its own machine: of what it measures, one figure is another. */
function measureAnew(line: RTCPeerConnection, isWeak: () => boolean) {
  const measure = RTCPeerConnection.prototype.getStats.bind(line)
  line.getStats = async () => {
    const stats = new Map<string, Record<string, unknown>>(await measure())
    for (const [id, entry] of stats) {
      if (entry.type !== 'candidate-pair') continue
      const availableOutgoingBitrate = isWeak() ? 90_000 : 900_000
      stats.set(id, { ...entry, availableOutgoingBitrate, currentRoundTripTime: isWeak() ? 0.9 : 0.05 })
    }
    return stats as unknown as RTCStatsReport
  }
}
