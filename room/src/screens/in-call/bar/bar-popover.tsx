import { glide } from '@anteroom/ui/glide.ts'
import { Popover } from '@anteroom/ui/popover.tsx'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { words } from '../../../words/words.ts'

const gapPx = 12

type Props = { title: string; onClose: () => void; children: ComponentChildren }

/** What a button of the bar opens over the call, beside which one's own picture stays in sight. */
export function BarPopover(props: Props) {
  useEffect(makeWay, [])
  return <Popover {...props} closeLabel={words.close} />
}

/** Where it would cover one's own picture, that stands above it meanwhile, if there is room. */
function makeWay() {
  const popover = document.querySelector<HTMLElement>('dialog[open]')
  const tile = document.querySelector('video[data-self]')?.closest('li')
  const stage = tile?.parentElement?.getBoundingClientRect()
  if (!popover || !tile || !stage) return
  const own = tile.getBoundingClientRect()
  const put = (translate: string) => {
    const before = tile.getBoundingClientRect()
    tile.style.translate = translate
    glide(tile, before)
  }
  const observer = new ResizeObserver(() => {
    // Where it comes to stand: it may be on its way there. A sheet from edge to edge has all of the foot.
    const { offsetLeft: left, offsetTop: top, offsetWidth: width } = popover
    const isCovered = left > 0 && own.left < left + width && left < own.right && top < own.bottom
    const up = own.bottom - top + gapPx
    put(isCovered && own.top - up >= stage.top ? `0 ${-up}px` : '')
  })
  observer.observe(popover)
  return () => {
    observer.disconnect()
    put('')
  }
}
