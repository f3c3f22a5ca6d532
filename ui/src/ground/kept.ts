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

const cookieSeconds = 12 * 3600

/**
 * A cookie that the browser keeps apart for the site around a frame (CHIPS) as a storage. It is all that a frame of another site
 * gets where browsers withhold the rest, and goes along with each request: for little that is needed after a reload, and
 * no longer than a call. Without TLS only addresses of this machine have one.
 */
const cookieStorage = {
  getItem: (key: string) =>
    document.cookie.split('; ').flatMap((one) => {
      const [name, value = ''] = one.split('=')
      return name === cookieName(key) ? decodeURIComponent(value) : []
    })[0] ?? null,
  setItem(key: string, value: string, seconds = cookieSeconds) {
    const inFrames = 'Path=/; Secure; SameSite=None; Partitioned'
    // biome-ignore lint/suspicious/noDocumentCookie: What is left here while the page goes cannot wait for an answer.
    document.cookie = `${cookieName(key)}=${encodeURIComponent(value)}; ${inFrames}; Max-Age=${seconds}`
  },
  removeItem: (key: string) => cookieStorage.setItem(key, '', 0),
}

const cookieName = (key: string) => `${location.protocol === 'https:' ? '__Host-' : ''}${key}`

/** A storage, or another one where the browser withholds it. */
const orElse = (storage: () => Storage, instead: () => Storage) => () => {
  try {
    return storage()
  } catch {
    return instead()
  }
}
export const orCookie = (storage: () => Storage) => orElse(storage, () => cookieStorage as unknown as Storage)
export const orEntry = (storage: () => Storage) => orElse(storage, entryStorage)

/** Whether this browser keeps anything of a page at all; some people let it keep nothing. */
export function keepsAnything(): boolean {
  const trial = kept(
    'anteroom.trial',
    orCookie(() => localStorage),
  )
  trial.set('kept')
  const keeps = trial.get() !== null
  trial.set(null)
  return keeps
}
