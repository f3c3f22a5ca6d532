import { glide } from '@anteroom/ui/glide.ts'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useRef, useState } from 'preact/hooks'
import type { Desk } from '../../../desk/desk.ts'
import { words } from '../../../words/words.ts'
import { Later } from '../../later.tsx'
import { type Corner, cornerTowards, type Place } from './arrange.ts'
import styles from './self-handle.module.css'

type Props = { desk: Desk; place: Place; canPin: boolean }

/** A finger that presses moves a little. */
const dragFromPx = 8

/**
 * Lies over the whole of one's own picture: a tap opens its menu, and where it floats it can be dragged to another
 * corner, or sent there by the arrow keys. The menu does the same, as nothing may need dragging.
 */
export function SelfHandle({ desk, place, canPin }: Props) {
  const preferences = useStore(desk.preferences)
  const [isOpen, setOpen] = useState(false)
  const drag = useRef<{ x: number; y: number; moved: boolean } | null>(null)
  const floats = place.role === 'floating'
  const moveTo = (corner: Corner) => desk.preferences.set({ ...preferences, corner })
  const tileOf = ({ currentTarget: { parentElement: tile } }: { currentTarget: HTMLElement }) => tile

  function onPointerMove(event: PointerEvent & { currentTarget: HTMLElement }) {
    const tile = tileOf(event)
    const from = drag.current
    if (!from || !tile) return
    const [x, y] = [event.clientX - from.x, event.clientY - from.y]
    from.moved ||= Math.hypot(x, y) > dragFromPx
    if (from.moved) tile.style.translate = `${x}px ${y}px`
  }
  function onPointerUp(event: PointerEvent & { currentTarget: HTMLElement }) {
    const tile = tileOf(event)
    const stage = tile?.parentElement?.parentElement
    if (!drag.current?.moved || !tile || !stage) return
    const [own, all] = [tile.getBoundingClientRect(), stage.getBoundingClientRect()]
    const isRight = own.left + own.width / 2 > all.left + all.width / 2
    const isLow = own.top + own.height / 2 > all.top + all.height / 2
    const isEnd = isRight === (getComputedStyle(tile).direction === 'ltr')
    tile.style.translate = ''
    moveTo(`${isLow ? 'bottom' : 'top'}-${isEnd ? 'end' : 'start'}`)
    // From where it was let go.
    requestAnimationFrame(() => glide(tile, own))
  }
  return (
    <>
      <button
        type="button"
        className={styles.handle}
        aria-label={words.stage.selfMenu}
        aria-haspopup="dialog"
        onClick={() => {
          if (!drag.current?.moved) setOpen(true)
          drag.current = null
        }}
        onKeyDown={(event) => {
          const isLtr = getComputedStyle(event.currentTarget).direction === 'ltr'
          const corner = floats && cornerTowards(event.key, preferences.corner, isLtr)
          if (!corner) return
          event.preventDefault()
          moveTo(corner)
        }}
        onPointerDown={(event) => {
          if (!floats || event.button !== 0) return
          drag.current = { x: event.clientX, y: event.clientY, moved: false }
          event.currentTarget.setPointerCapture(event.pointerId)
        }}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={(event) => {
          const tile = tileOf(event)
          if (tile) tile.style.translate = ''
          drag.current = null
        }}
      />
      {isOpen && (
        <Later>
          {({ SelfMenu }) => <SelfMenu desk={desk} floats={floats} canPin={canPin} onClose={() => setOpen(false)} />}
        </Later>
      )}
    </>
  )
}
