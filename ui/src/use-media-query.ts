import { useMemo } from 'preact/hooks'
import { useStore } from './use-store.ts'

export function useMediaQuery(query: string): boolean {
  const matching = useMemo(() => {
    const list = matchMedia(query)
    return {
      get: () => list.matches,
      subscribe(listener: () => void) {
        list.addEventListener('change', listener)
        return () => list.removeEventListener('change', listener)
      },
    }
  }, [query])
  return useStore(matching)
}
