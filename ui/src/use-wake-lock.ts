import { useEffect } from 'preact/hooks'

/** Keeps the screen from going dark for as long as the component is there. */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null
    let gone = false
    async function take() {
      if (document.visibilityState !== 'visible') return
      try {
        const taken = await navigator.wakeLock?.request('screen')
        if (gone) await taken?.release()
        else lock = taken ?? null
      } catch {
        // The battery is low or the browser does not want to: the screen may go dark, nothing else happens.
      }
    }
    const onVisible = () => void take() // The browser takes the lock away when the page is hidden.
    void take()
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      gone = true
      document.removeEventListener('visibilitychange', onVisible)
      lock?.release().catch(() => {})
    }
  }, [])
}
