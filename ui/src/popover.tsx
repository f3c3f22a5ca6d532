import type { ComponentProps } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Dialog } from './dialog.tsx'
import styles from './popover.module.css'
import { useRedraw } from './use-store.ts'

const gapPx = 8

/** A dialog that stands at the button that opened it and leaves the rest as it is; on a phone a sheet. */
export function Popover(props: ComponentProps<typeof Dialog>) {
  const [opener] = useState(findOpener)
  const redraw = useRedraw()
  useEffect(() => {
    addEventListener('resize', redraw)
    return () => removeEventListener('resize', redraw)
  }, [redraw])
  return <Dialog {...props} className={styles.popover} style={opener?.isConnected ? beside(opener) : undefined} />
}

function findOpener(): Element | null {
  const { activeElement, body } = document
  // Safari gives a button that is clicked no focus.
  return activeElement && activeElement !== body ? activeElement : document.querySelector('button:hover')
}

/** Towards the nearer side of the page: in its middle are faces. Clear of the bar that the button stands in. */
function beside(opener: Element): Record<string, string> {
  const { left, right } = opener.getBoundingClientRect()
  const { top, bottom } = (opener.closest('footer') ?? opener).getBoundingClientRect()
  const isLeft = left + right < innerWidth
  const isLow = top + bottom > innerHeight
  return {
    '--left': isLeft ? `calc(${right}px - var(--width))` : `${left}px`,
    '--top': isLow ? 'auto' : `${bottom + gapPx}px`,
    '--bottom': isLow ? `${innerHeight - top + gapPx}px` : 'auto',
    '--room': `${(isLow ? top : innerHeight - bottom) - 2 * gapPx}px`,
  }
}
