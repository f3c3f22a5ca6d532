/**
 * Remembers a number of things and forgets what it has not been given for longest: whoever comes with ever new ones makes
 * it forget, not grow.
 */
export function createRecent<Value>(max: number) {
  /** Those given last stand last. */
  const known = new Map<string, Value>()
  return {
    get: (key: string) => known.get(key),
    /** From now on it is the last one to be forgotten. */
    keep(key: string, value: Value) {
      known.delete(key)
      known.set(key, value)
      for (const oldest of known.keys()) {
        if (known.size <= max) break
        known.delete(oldest)
      }
    },
    forget: (key: string) => known.delete(key),
    forgetWhere(isToGo: (value: Value) => boolean) {
      for (const [key, value] of known) if (isToGo(value)) known.delete(key)
    },
    values: () => [...known.values()],
  }
}
