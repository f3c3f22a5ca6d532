import { onTestFinished } from 'vitest'

/** How a translator takes hold of a text: puts its own in its place, or an element around it. */
export type Way = 'replaces' | 'wraps'

const translated = (words: string) => words.replace(/\p{L}+/gu, '«$&»')

/**
 * Translates what is on the page and what comes, as Chrome does: each text node becomes two elements. What says that it
 * is not to be translated is left alone.
 */
export function translate(root: Element, way: Way) {
  function follow() {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const texts: Text[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node as Text)
    for (const text of texts) {
      const around = text.parentElement
      if (!text.data.trim() || around?.closest('font, [translate=no], textarea, style, svg')) continue
      const [outer, inner] = [document.createElement('font'), document.createElement('font')]
      outer.append(inner)
      if (way === 'replaces') {
        inner.textContent = translated(text.data)
        text.replaceWith(outer)
      } else {
        text.before(outer)
        inner.append(text)
      }
    }
  }
  follow()
  const observer = new MutationObserver(() => follow())
  observer.observe(root, { subtree: true, childList: true, characterData: true })
  onTestFinished(() => observer.disconnect())
}
