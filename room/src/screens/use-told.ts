import type { Phase, PhaseName } from '@anteroom/contract/phases'
import { useEffect, useRef } from 'react'
import { useAnnounce } from '../ui/announcer.tsx'
import { words } from '../words/words.ts'

/** Says by whose doing the person is where they are now, where the new screen's heading does not. */
export function useTold(phase: Phase) {
  const announce = useAnnounce()
  const before = useRef<PhaseName>(phase.name)
  useEffect(() => {
    const from = before.current
    before.current = phase.name
    if (phase.name !== 'in-call') return
    if (from === 'waiting') announce(words.told.letIn)
    if (from === 'on-hold') announce(words.told.resumed)
  }, [phase.name, announce])
}
