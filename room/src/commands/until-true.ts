import type { Store } from '@anteroom/ui/ground/store.ts'

/** Waits until something holds that depends on these stores, or `until` aborts. */
export async function untilTrue(
  holds: () => boolean,
  stores: readonly Store<unknown>[],
  until: AbortSignal,
): Promise<void> {
  const waiting = new AbortController()
  const end = () => waiting.abort()
  until.addEventListener('abort', end)
  await new Promise<void>((resolve) => {
    const look = () => {
      if (holds() || until.aborted) resolve()
    }
    until.addEventListener('abort', look, { signal: waiting.signal })
    for (const store of stores) store.subscribe(look, waiting.signal)
    look()
  })
  waiting.abort()
  until.removeEventListener('abort', end)
}
