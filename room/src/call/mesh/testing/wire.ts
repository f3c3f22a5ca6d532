import type { IceServer, Person } from '@anteroom/contract/realtime'
import { expect, onTestFinished } from 'vitest'
import type { MediaEngine } from '../../media.ts'
import type { LineSignal } from '../line-signal.ts'
import { createMesh } from '../mesh.ts'

export type Passing = { from: string; to: string; signal: LineSignal }

/** What a kind of signal is called here. */
export function kindOf(signal: LineSignal): string {
  if ('description' in signal) return signal.description.type
  return 'candidate' in signal ? 'candidate' : 'please'
}

export type End = {
  name: string
  engine: MediaEngine
  person: Person
  camera: MediaStreamTrack
  close(): void
}

/** Several engines on one page, and the server's part between them, which a test can make as bad as it likes. */
export function createWire() {
  const ends = new Map<string, End>()
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
    join(name: string, { since, generation = 1 }: { since: string; generation?: number }): End {
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
      const engine = createMesh({
        me: () => ({ visitId: name, since }),
        iceServers: () => wire.iceServers,
        relayOnly: () => wire.relayOnly,
        signal(to, data) {
          // As it comes over a real wire: a copy, and nothing that cannot be written down.
          const signal = JSON.parse(JSON.stringify(data)) as LineSignal
          const passing = { from: name, to: to.visitId, signal }
          passed.push(passing)
          wire.carry(passing, () => {
            const target = ends.get(to.visitId)
            if (target?.person.generation !== to.generation) return
            target.engine.receive({ visitId: name, generation }, structuredClone(signal))
          })
        },
        until: until.signal,
      })
      const picture = createPicture()
      engine.send('camera', picture.track)
      const end = {
        name,
        engine,
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

/** A picture that moves. */
function createPicture() {
  const canvas = document.createElement('canvas')
  canvas.width = 160
  canvas.height = 90
  const drawing = canvas.getContext('2d')
  let hue = 0
  const timer = setInterval(() => {
    hue = (hue + 23) % 360
    if (!drawing) return
    drawing.fillStyle = `hsl(${hue} 80% 50%)`
    drawing.fillRect(0, 0, canvas.width, canvas.height)
  }, 50)
  const [track] = canvas.captureStream(15).getVideoTracks()
  if (!track) throw new Error('The canvas gives no picture')
  return {
    track,
    stop() {
      clearInterval(timer)
      track.stop()
    },
  }
}

export const peerOf = (end: End, other: string) => end.engine.peers.get().find(({ visitId }) => visitId === other)

/** Until the line is open and the other's picture moves, from now on. */
export async function sees(end: End, other: string, timeoutMs = 30_000) {
  await expect.poll(() => peerOf(end, other)?.line, { timeout: timeoutMs }).toBe('open')
  await expect.poll(() => peerOf(end, other)?.tracks.camera ?? null, { timeout: timeoutMs }).not.toBeNull()
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
    await expect.poll(() => seen, { timeout: timeoutMs }).toBeGreaterThanOrEqual(count)
  } finally {
    video.remove()
    video.srcObject = null
  }
}
