import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

/**
 * Keeps a full-window element within what is seen. Where a keyboard lies over the page instead of making it smaller
 * (Safari, and frames), the page does not know that half of it is covered; only the visual viewport does.
 */
export function useSeenWindow(ref: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const seen = window.visualViewport
    if (!seen) return
    const fit = () => {
      const style = ref.current?.style
      if (!style) return
      // Whoever has zoomed in with two fingers wants to see a part, larger.
      const isCovered = seen.scale < 1.01 && innerHeight - seen.height > 60
      style.height = isCovered ? `${seen.height}px` : ''
      style.top = isCovered ? `${seen.offsetTop}px` : ''
    }
    fit()
    seen.addEventListener('resize', fit)
    seen.addEventListener('scroll', fit)
    return () => {
      seen.removeEventListener('resize', fit)
      seen.removeEventListener('scroll', fit)
    }
  }, [ref])
}
