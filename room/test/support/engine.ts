import type { MediaEngine, MediaEngineOptions, Peer } from '../../src/call/media.ts'
import { createStore } from '../../src/ground/store.ts'

type Said = { channel: string; data: unknown; to: string | undefined }
type OnText = Parameters<MediaEngine['onText']>[0]

/** Others in a call whose lines are open at once; a test says what they send. */
export function createFakeEngine(tracks: { camera: MediaStreamTrack; microphone: MediaStreamTrack }) {
  const peers = createStore<readonly Peer[]>([])
  const said: Said[] = []
  /** Whose line was made anew, and what it is called now. */
  const lines = new Map<string, string>()
  let onText: OnText = () => {}
  const engine = ({ signal }: MediaEngineOptions): MediaEngine => ({
    peers,
    setPeople(people) {
      const known = new Map(peers.get().map((peer) => [peer.visitId, peer]))
      const there = people.filter(({ onHold, connected }) => connected && !onHold)
      peers.set(there.map(({ visitId }) => known.get(visitId) ?? peerOf(visitId)))
      for (const { visitId, generation } of there) signal({ visitId, generation }, {})
    },
    send: () => {},
    receive: () => {},
    sendText: (text, to) => said.push({ ...JSON.parse(text), to }),
    onText(listener) {
      onText = listener
      return () => {}
    },
    reports: async () => new Map(),
    fingerprints: (visitId) => ({ local: 'sha-256 AA', remote: `sha-256 ${lines.get(visitId) ?? visitId}` }),
    openStream: () => new WritableStream(),
    onStream: () => () => {},
    traffic: async () => ({ sent: 0, received: 0 }),
    networkChanged: () => {},
    signallingIsBack: () => {},
  })
  const peerOf = (visitId: string): Peer => ({
    visitId,
    line: 'open',
    tracks: { microphone: tracks.microphone, camera: tracks.camera, screen: null, 'screen-sound': null },
    paused: { theirs: false, ours: false },
  })
  return {
    engine,
    said,
    /** Somebody's page says something to ours. */
    hear: (from: string, channel: string, data: unknown) => onText(from, JSON.stringify({ channel, data })),
    /** The line to somebody is another one than before. */
    makeAnew(visitId: string) {
      lines.set(visitId, `${visitId} anew`)
      peers.set([...peers.get()])
    },
    /** What of somebody reaches us now. */
    change(visitId: string, part: Partial<Omit<Peer, 'tracks'>> & { tracks?: Partial<Peer['tracks']> }) {
      const change = (peer: Peer): Peer => ({ ...peer, ...part, tracks: { ...peer.tracks, ...part.tracks } })
      peers.set(peers.get().map((peer) => (peer.visitId === visitId ? change(peer) : peer)))
    },
  }
}
