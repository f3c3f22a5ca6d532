import { glide } from '@anteroom/ui/glide.ts'
import { Popover } from '@anteroom/ui/popover.tsx'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { words } from '../../../words/words.ts'

const gapPx = 12

type Props = { title: string; onClose: () => void; children: ComponentChildren }

/** What a button of the bar opens over the call. One's own picture and the rest of the bar stay in sight, and in use. */
export function BarPopover(props: Props) {
  useEffect(makeWay, [])
  useEffect(letPress, [])
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

/** A press beside it closes it; on a button of the bar it is one of that button as well, as nobody looks for two. */
function letPress() {
  const popover = document.querySelector<HTMLElement>('dialog[open]')
  const press = ({ target, clientX, clientY }: MouseEvent) => {
    if (target !== popover) return
    requestAnimationFrame(() => {
      const button = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('footer button')
      // The one that has the focus again is the one that opened it.
      if (button !== document.activeElement) button?.click()
    })
  }
  popover?.addEventListener('click', press)
  return () => popover?.removeEventListener('click', press)
}
