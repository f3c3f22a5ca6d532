import { createStore, type OwnStore } from '../../call/store.ts'
import type { Layout } from './arrange.ts'

/** How this person likes the call; kept in this browser. */
export type Preferences = { layout: Layout; sounds: boolean }

const key = 'anteroom.preferences'

export function createPreferences(): OwnStore<Preferences> {
  const store = createStore<Preferences>({ layout: 'grid', sounds: true, ...recall() })
  return {
    ...store,
    set(next) {
      store.set(next)
      try {
        localStorage.setItem(key, JSON.stringify(next))
      } catch {
        // Storage is off: it holds for this page.
      }
    },
  }
}

function recall(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Preferences>
  } catch {
    return {}
  }
}
