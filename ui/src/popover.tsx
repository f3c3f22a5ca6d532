import type { ComponentProps } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Dialog } from './dialog.tsx'
import styles from './popover.module.css'
import { useRedraw } from './use-store.ts'

const gapPx = 8
const clearPx = 80

/** A dialog that stands at the button that opened it and leaves the rest as it is; on a phone a sheet. */
export function Popover(props: ComponentProps<typeof Dialog>) {
  const [opener] = useState(findOpener)
  const redraw = useRedraw()
  useEffect(() => {
    addEventListener('resize', redraw)
    // The bar of a call becomes that of a phone.
    const observer = new ResizeObserver(redraw)
    const bar = callBar()
    if (bar) observer.observe(bar)
    return () => {
      removeEventListener('resize', redraw)
      observer.disconnect()
    }
  }, [redraw])
  return (
    <Dialog {...props} className={styles.popover} style={opener?.isConnected ? beside(opener) : above(callBar())} />
  )
}

const callBar = () => document.querySelector('[data-stage] footer')

/** On a phone whatever stands in the bar stays in sight; one that stands at the side is in no sheet's way. */
function above(bar: Element | null): Record<string, string> {
  const { top, width, height } = bar?.getBoundingClientRect() ?? new DOMRect()
  return { '--bar': width > height ? `${innerHeight - top}px` : '0px' }
}

function findOpener(): Element | null {
  const { activeElement, body } = document
  // Safari gives a button that is clicked no focus.
  return activeElement && activeElement !== body ? activeElement : document.querySelector('button:hover')
}

/** Above its button, or below it, and clear of the middle of the page, where faces are, and of the bar that it stands in. */
function beside(opener: Element): Record<string, string> {
  const { left, right } = opener.getBoundingClientRect()
  const bar = opener.closest('footer')
  const { top, bottom } = (bar ?? opener).getBoundingClientRect()
  const middle = (left + right) / 2
  const isLeft = 2 * middle < innerWidth
  const isLow = top + bottom > innerHeight
  return {
    '--left': isLeft
      ? `min(${middle}px - var(--width) / 2, 50vw - ${clearPx}px - var(--width))`
      : `max(${middle}px - var(--width) / 2, 50vw + ${clearPx}px)`,
    ...above(bar),
    '--top': isLow ? 'auto' : `${bottom + gapPx}px`,
    '--bottom': isLow ? `${innerHeight - top + gapPx}px` : 'auto',
    '--room': `${(isLow ? top : innerHeight - bottom) - 2 * gapPx}px`,
  }
}
