import { createStore } from '@anteroom/ui/ground/store.ts'
import { createFakeNetwork } from '../../src/call/fake/fake.ts'
import type { LineLevel, MediaEngine, MediaEngineKind, MediaEngineOptions, Peer, Source } from '../../src/call/media.ts'

type Said = { channel: string; data: unknown; to: string | undefined }
type Change = Partial<Omit<Peer, 'tracks'>> & { tracks?: Partial<Peer['tracks']>; level?: LineLevel }

/** Others in a call, on a network in memory: each is there as soon as ours knows of them, camera and microphone on. */
export function createOthers(tracks: { camera: MediaStreamTrack; microphone: MediaStreamTrack }) {
  const network = createFakeNetwork()
  const pages = new Map<string, { engine: MediaEngine; generation: number; leave(): void }>()
  const said: Said[] = []
  let me = ''

  function join(visitId: string, generation: number, options: MediaEngineOptions) {
    const leaving = new AbortController()
    const engine = network.create({
      ...options,
      me: () => ({ visitId, generation, since: '' }),
      signals: { send() {}, listen: () => () => {}, getThrough: createStore(true) },
      until: leaving.signal,
    })
    for (const source of ['camera', 'microphone'] as const) engine.send(source, tracks[source])
    const ours = { ...options.me(), name: '', role: 'HOST', onHold: false, connected: true } as const
    engine.setPeople([ours])
    return { engine, generation, leave: () => leaving.abort() }
  }

  function create(options: MediaEngineOptions): MediaEngine {
    me = options.me().visitId
    const engine = network.create(options)
    options.until.addEventListener('abort', () => {
      for (const { leave } of pages.values()) leave()
      pages.clear()
    })
    return {
      ...engine,
      setPeople(people) {
        const there = new Map(
          people.filter(({ connected, onHold }) => connected && !onHold).map((one) => [one.visitId, one.generation]),
        )
        for (const [visitId, { generation, leave }] of pages) {
          if (there.get(visitId) === generation) continue
          leave()
          pages.delete(visitId)
        }
        for (const [visitId, generation] of there) {
          if (!pages.has(visitId)) pages.set(visitId, join(visitId, generation, options))
        }
        engine.setPeople(people)
      },
      sendText(text, to) {
        said.push({ ...JSON.parse(text), to })
        engine.sendText(text, to)
      },
    }
  }

  function engineOf(visitId: string): MediaEngine {
    const there = pages.get(visitId)
    if (!there) throw new Error(`${visitId} is not in the call`)
    return there.engine
  }

  return {
    create,
    said,
    /** What of ours reaches somebody's page. */
    sentTo: (visitId: string) =>
      Object.entries(
        engineOf(visitId)
          .peers.get()
          .find((peer) => peer.visitId === me)?.tracks ?? {},
      )
        .filter(([, track]) => track)
        .map(([source]) => source)
        .sort(),
    /** Somebody's page sends bytes to ours. */
    openStream: (from: string, label: string) => engineOf(from).openStream(me, label),
    /** Somebody's page hears of bytes. */
    onStream: (visitId: string, listener: Parameters<MediaEngine['onStream']>[0]) =>
      engineOf(visitId).onStream(listener),
    /** Somebody's page says something to ours. */
    hear: (from: string, channel: string, data: unknown) =>
      pages.get(from)?.engine.sendText(JSON.stringify({ channel, data }), me),
    /** The line to somebody is another one than before. */
    makeAnew: (visitId: string) => network.setWay(visitId, me, { key: 'anew' }),
    /** What of somebody reaches us now. */
    change(visitId: string, { line, level, paused, tracks = {} }: Change) {
      if (line) network.setWay(visitId, me, { line })
      if (level) network.setWay(visitId, me, { level })
      if (paused) {
        network.setWay(visitId, me, { bearsCamera: !paused.theirs })
        network.setWay(me, visitId, { bearsCamera: !paused.ours })
      }
      for (const [source, track] of Object.entries(tracks)) {
        // A camera that is paused is on.
        if (source !== 'camera' || !paused?.theirs) pages.get(visitId)?.engine.send(source as Source, track)
      }
    },
  } satisfies MediaEngineKind & Record<string, unknown>
}
