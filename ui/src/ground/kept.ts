/** What stands in a browser is listed in `docs/security-facts.md`, by these names. */
type Key = `anteroom.${string}`

/**
 * Reads and writes what this browser keeps under a key. Where storage is off nothing was kept, and what is written holds
 * for this page alone, where whoever asks has it anyway.
 */
export function kept(key: Key, storage: () => Storage = () => localStorage) {
  return {
    get(): string | null {
      try {
        return storage().getItem(key)
      } catch {
        return null
      }
    },
    /** Null takes it away. */
    set(value: string | null): void {
      try {
        if (value === null) storage().removeItem(key)
        else storage().setItem(key, value)
      } catch {
        // Storage is off, or full.
      }
    },
  }
}

/** The same for what is more than a word; null also when somebody has spoilt it. */
export function keptJson(key: Key, storage?: () => Storage) {
  const text = kept(key, storage)
  return {
    get(): unknown {
      try {
        return JSON.parse(text.get() ?? 'null')
      } catch {
        return null
      }
    },
    set: (value: unknown) => text.set(JSON.stringify(value)),
  }
}

/**
 * The tab's entry in its history as a storage: it outlives a reload also where cookies and storage are off, and no other
 * tab changes it.
 */
export const entryStorage = () =>
  ({
    getItem: (key: string) => history.state?.[key] ?? null,
    setItem: (key: string, value: string) => history.replaceState({ ...history.state, [key]: value }, ''),
  }) as Storage

/** Whether this browser keeps anything of a page at all; some people let it keep nothing. */
export function keepsAnything(): boolean {
  try {
    return Boolean(localStorage)
  } catch {
    return false
  }
}
