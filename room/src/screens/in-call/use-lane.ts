import { useSteady } from '@anteroom/ui/steady.tsx'
import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'

type Lane = { ref: RefObject<HTMLDivElement | null>; more: number; isOpen: boolean; toggle(): void }

const isNotice = (node: Node): node is HTMLElement =>
  node instanceof HTMLElement && node.localName !== 'audio' && node.localName !== 'button'

/**
 * Which notice came last, for a lane with room for one. Notices come from everywhere, plugins included, and each knows
 * only of itself; so it is seen from what they put there. The last one is marked with `data-newest`.
 */
export function useLane(): Lane {
  // A notice that comes while somebody presses another one is not what they meant.
  const ref = useSteady<HTMLDivElement>()
  const [count, setCount] = useState(0)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const lane = ref.current
    if (!lane) return
    let shown: HTMLElement[] = []
    const look = () => {
      const here = [...lane.children].filter(isNotice)
      shown = [...shown.filter((one) => here.includes(one)), ...here.filter((one) => !shown.includes(one))]
      for (const one of shown) one.toggleAttribute('data-newest', one === shown.at(-1))
      setCount(shown.length)
      if (shown.length < 2) setOpen(false)
    }
    look()
    const observer = new MutationObserver(look)
    observer.observe(lane, { childList: true })
    return () => observer.disconnect()
  }, [ref])
  return { ref, more: Math.max(0, count - 1), isOpen, toggle: () => setOpen(!isOpen) }
}
