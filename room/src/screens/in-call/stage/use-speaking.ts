import { useEffect, useState } from 'preact/hooks'
import type { Peer } from '../../../call/media.ts'
import { listenTo, openAudio } from '../../../call/sound/level.ts'

const speaksAt = 0.45
const lookEveryMs = 200
/** Pauses between words are no silence. */
const holdMs = 900

export type Speaking = { now: ReadonlySet<string>; last: string | null }
const nobody: Speaking = { now: new Set(), last: null }

/** Who of the others speaks, and who did last. Between two people that is no question, so nobody listens then. */
export function useSpeaking(peers: readonly Peer[]): Speaking {
  const [speaking, setSpeaking] = useState(nobody)
  const isQuestion = peers.length > 1
  const heard = peers.map(({ visitId, tracks }) => `${visitId} ${tracks.microphone?.id ?? ''}`).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `heard` stands for what matters of the peers.
  useEffect(() => {
    const context = isQuestion ? openAudio() : null
    if (!context) return setSpeaking(nobody)
    const ears = peers.flatMap(({ visitId, tracks }) =>
      tracks.microphone ? [{ visitId, until: 0, ...listenTo(context, tracks.microphone) }] : [],
    )
    const timer = setInterval(() => {
      const time = performance.now()
      let loudest: string | null = null
      let loudestLevel = speaksAt
      for (const ear of ears) {
        const level = ear.level()
        if (level > speaksAt) ear.until = time + holdMs
        if (level > loudestLevel) {
          loudest = ear.visitId
          loudestLevel = level
        }
      }
      const now = ears.filter(({ until }) => until > time).map(({ visitId }) => visitId)
      setSpeaking((before) => {
        // Whoever has the word keeps it while speaking, so that the picture does not jump.
        const last = before.last && now.includes(before.last) ? before.last : (loudest ?? before.last)
        const same = last === before.last && now.length === before.now.size && now.every((id) => before.now.has(id))
        return same ? before : { now: new Set(now), last }
      })
    }, lookEveryMs)
    return () => {
      clearInterval(timer)
      for (const ear of ears) ear.stop()
      void context.close()
    }
  }, [isQuestion, heard])
  return speaking
}
