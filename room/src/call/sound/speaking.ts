import type { Clock } from '@anteroom/ui/ground/clock.ts'
import type { Peer } from '../media.ts'
import { listenTo, openAudio } from './level.ts'

/** Who speaks (visit ids), and who did last. */
export type Speaking = { now: ReadonlySet<string>; last: string | null }

const speaksAt = 0.45
const lookEveryMs = 200
/** Pauses between words are no silence. */
const holdMs = 900

type Ear = { visitId: string; level(): number; stop(): void }

/**
 * Listens to each of the others, and calls `tell` when it is not as `before` any more, until the returned function is
 * called.
 */
export function watchSpeaking(
  peers: readonly Peer[],
  before: Speaking,
  clock: Clock,
  tell: (speaking: Speaking) => void,
): () => void {
  const context = openAudio()
  if (!context) return () => {}
  const stop = watchEars(
    peers.flatMap(({ visitId, tracks }) =>
      tracks.microphone ? [{ visitId, ...listenTo(context, tracks.microphone) }] : [],
    ),
    before,
    clock,
    tell,
  )
  return () => {
    stop()
    void context.close()
  }
}

export function watchEars(
  ears: readonly Ear[],
  first: Speaking,
  clock: Clock,
  tell: (speaking: Speaking) => void,
): () => void {
  const until = new Map<string, number>()
  let before = first

  function look() {
    const time = clock.now()
    let loudest: string | null = null
    let loudestLevel = speaksAt
    for (const { visitId, level } of ears) {
      const heard = level()
      if (heard > speaksAt) until.set(visitId, time + holdMs)
      if (heard > loudestLevel) {
        loudest = visitId
        loudestLevel = heard
      }
    }
    const now = ears.flatMap(({ visitId }) => ((until.get(visitId) ?? 0) > time ? [visitId] : []))
    // The person who speaks first stays the speaker until they stop, so that the picture does not jump.
    const last = before.last && now.includes(before.last) ? before.last : (loudest ?? before.last)
    if (last === before.last && now.length === before.now.size && now.every((id) => before.now.has(id))) return
    before = { now: new Set(now), last }
    tell(before)
  }

  const cancel = clock.every(lookEveryMs, look)
  return () => {
    cancel()
    for (const { stop } of ears) stop()
  }
}
