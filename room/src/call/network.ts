/** Calls `changed` when the browser says that it is on another network than before. */
export function watchNetwork(changed: () => void, until: AbortSignal): void {
  globalThis.addEventListener?.('online', changed, { signal: until })
  // Network Information API: Chromium says when the way to the network changes, as from Wi-Fi to mobile; it says the
  // same each time when its guess of the speed changes, which is no reason to look for another way.
  const { connection } = navigator as { connection?: EventTarget & { type?: string } }
  let before = connection?.type
  const look = () => {
    if (connection?.type !== before) changed()
    before = connection?.type
  }
  connection?.addEventListener('change', look, { signal: until })
}
