/**
 * Moves an element from where it stood before to where it is now.
 * @returns where it is now
 */
export function glide(element: Element, before: DOMRect | null, duration = 200): DOMRect {
  const now = element.getBoundingClientRect()
  if (!before || matchMedia('(prefers-reduced-motion: reduce)').matches) return now
  const scale = `scale(${before.width / now.width}, ${before.height / now.height})`
  const transform = `translate(${before.x - now.x}px, ${before.y - now.y}px) ${scale}`
  element.animate([{ transform, transformOrigin: '0 0' }, { transformOrigin: '0 0' }], {
    duration,
    easing: 'cubic-bezier(.2,.8,.2,1)',
  })
  return now
}
