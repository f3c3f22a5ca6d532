import type { Phase, PhaseName } from '@anteroom/contract/phases'
import { useEffect, useRef } from 'preact/hooks'
import { useAnnounce } from '../ui/announcer.tsx'
import { words } from '../words/words.ts'

/** Says by whose doing the person is where they are now, where the new screen's heading does not. */
export function useTold(phase: Phase) {
  const announce = useAnnounce()
  const before = useRef<PhaseName>(phase.name)
  useEffect(() => {
    const from = before.current
    before.current = phase.name
    if (from === phase.name) return
    if (phase.name === 'in-call' && from === 'waiting') announce(words.told.letIn)
    if (phase.name === 'in-call' && from === 'on-hold') announce(words.told.resumed)
    if (phase.name === 'waiting' && phase.sentBack) announce(words.told.sentBack)
    if (phase.name === 'exit' && phase.by) announce(words.told.endedBy(phase.by))
  }, [phase, announce])
}
