/** Calls each time that a page may have been away: seen again, woken up, or taken out of the browser's memory. */
export function onReturn(returned: () => void, until: AbortSignal) {
  const { document } = globalThis
  document?.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && returned(), {
    signal: until,
  })
  globalThis.addEventListener?.('pageshow', ({ persisted }) => persisted && returned(), { signal: until })
}
