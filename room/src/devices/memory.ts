import { keptJson, orCookie } from '@anteroom/ui/ground/kept.ts'

const own = keptJson(
  'anteroom.devices',
  orCookie(() => localStorage),
)

/** What this person chose last, kept in this browser. */
export type Memory = {
  microphone?: string | null
  camera?: string | null
  speaker?: string | null
  noiseSuppression?: boolean
}

export const recall = (): Memory => (own.get() ?? {}) as Memory
export const remember = (memory: Memory) => own.set(memory)
