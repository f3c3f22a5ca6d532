import { keptJson } from '@anteroom/ui/ground/kept.ts'
import { createStore, type OwnStore } from '@anteroom/ui/ground/store.ts'
import type { Corner, Layout } from '../screens/in-call/stage/arrange.ts'

/** How this person likes the call; kept in this browser. */
export type Preferences = {
  layout: Layout
  sounds: boolean
  /** Whether one's own picture is on the stage, and in which corner when it lies over somebody else's. */
  selfView: boolean
  corner: Corner
  /** Whether single keys do something. */
  shortcuts: boolean
  /** Whether what the others say is written under their pictures. */
  captions: boolean
}

const usual: Preferences = {
  layout: 'grid',
  sounds: true,
  selfView: true,
  corner: 'bottom-end',
  shortcuts: true,
  captions: false,
}

const own = keptJson('anteroom.preferences')

export function createPreferences(): OwnStore<Preferences> {
  const store = createStore<Preferences>({ ...usual, ...(own.get() as Partial<Preferences> | null) })
  return {
    ...store,
    set(next) {
      store.set(next)
      own.set(next)
    },
  }
}
