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

const choices: { layout: readonly Layout[]; corner: readonly Corner[] } = {
  layout: ['grid', 'speaker'],
  corner: ['bottom-end', 'bottom-start', 'top-start', 'top-end'],
}

/** What was kept, as far as it still means something: another version may have kept it, or somebody may have spoilt it. */
function recall(): Preferences {
  const known = Object.entries(own.get() ?? {}).filter(([name, value]) => {
    if (name in choices) return (choices[name as keyof typeof choices] as readonly unknown[]).includes(value)
    return typeof value === typeof usual[name as keyof Preferences]
  })
  return { ...usual, ...Object.fromEntries(known) }
}

export function createPreferences(): OwnStore<Preferences> {
  const store = createStore(recall())
  return {
    ...store,
    set(next) {
      store.set(next)
      own.set(next)
    },
  }
}
