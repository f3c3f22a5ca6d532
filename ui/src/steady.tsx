import type { HTMLAttributes, RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** How long a row takes no press after it has come under somebody's finger, in milliseconds. */
export const steadyMs = 600

/**
 * For lists whose rows do something. A row that has just moved, come or changed what it offers (`data-state`) is not what
 * somebody aimed at: until it has stood still for a moment no press of a mouse or finger reaches it. Keys go where the focus
 * is, which moves with its row.
 */
export function useSteady<List extends HTMLElement>(): RefObject<List | null> {
  const list = useRef<List>(null)
  useEffect(() => (list.current ? keepSteady(list.current) : undefined), [])
  return list
}

export function keepSteady(list: HTMLElement): () => void {
  const places = new WeakMap<Element, string>()
  const held = new Map<HTMLElement, number>()
  let changedAt = 0
  function look(isChange: boolean) {
    if (isChange) changedAt = performance.now()
    for (const row of list.children) {
      if (!(row instanceof HTMLElement)) continue
      const { left, top } = row.getBoundingClientRect()
      const place = [Math.round(left), Math.round(top), row.dataset.state].join()
      if (isChange && places.get(row) !== place) hold(row)
      places.set(row, place)
      sizes.observe(row)
    }
  }
  function hold(row: HTMLElement) {
    clearTimeout(held.get(row))
    row.style.pointerEvents = 'none'
    const letGo = () => {
      row.style.pointerEvents = ''
      held.delete(row)
    }
    held.set(row, window.setTimeout(letGo, steadyMs))
  }
  const change = () => look(true)
  // Who scrolls knows that rows move. A list that scrolls by itself does so when something has come.
  const scroll = () => look(performance.now() - changedAt < steadyMs / 2)
  const sizes = new ResizeObserver(change)
  // What grows above the list moves all of it, and makes one of these larger.
  for (let around: Element | null = list; around; around = around.parentElement) sizes.observe(around)
  const children = new MutationObserver(change)
  children.observe(list, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-state'] })
  document.addEventListener('scroll', scroll, { capture: true, passive: true })
  look(true)
  return () => {
    sizes.disconnect()
    children.disconnect()
    document.removeEventListener('scroll', scroll, { capture: true })
    for (const timer of held.values()) clearTimeout(timer)
  }
}

export function SteadyList({ children, ...rest }: Omit<HTMLAttributes<HTMLUListElement>, 'ref'>) {
  return (
    <ul ref={useSteady<HTMLUListElement>()} {...rest}>
      {children}
    </ul>
  )
}
