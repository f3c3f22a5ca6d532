type StandIn = { text: Text; words: string }

/**
 * Browsers that translate a page put elements of their own (`<font>`) in the place of its text nodes. What draws the page
 * goes on with nodes that are not there any more: it throws where it puts something beside them, and what it writes into
 * them is never seen. Here each of them is put back beside what stands for it, empty; when something new is written
 * into it, or it is taken away, what stands for it goes.
 */
export function surviveTranslation(root: Element, until?: AbortSignal): void {
  const standIns = new Map<Node, StandIn>()
  const fontOf = new WeakMap<Text, Element>()

  function replaced(text: Text, font: Element) {
    const words = text.data
    // A translator that moves the node itself into its element has its words there.
    if (font.contains(text)) font.append(words)
    font.before(text)
    text.data = ''
    standIns.set(font, { text, words })
    fontOf.set(text, font)
  }

  function forget(text: Text) {
    const font = fontOf.get(text)
    fontOf.delete(text)
    if (font) standIns.delete(font)
    return font
  }

  function follow({ target, type, removedNodes, addedNodes, previousSibling, nextSibling }: MutationRecord) {
    if (type === 'characterData') {
      if (target instanceof Text && target.data && fontOf.has(target)) forget(target)?.remove()
      return
    }
    const fonts = [...addedNodes, previousSibling, nextSibling].filter(isFont)
    for (const node of removedNodes) {
      const standIn = standIns.get(node)
      if (standIn) {
        // Translated into another language, or shown as it was.
        const next = [...addedNodes].find(isFont)
        const { text, words } = standIn
        if (text.isConnected && !node.isConnected) {
          forget(text)
          text.data = words
          if (next) replaced(text, next)
        }
      } else if (node instanceof Text && fontOf.has(node)) {
        if (!node.isConnected) forget(node)?.remove()
      } else if (node instanceof Text && node.data.trim()) {
        const font = fonts.find((one) => !standIns.has(one) && one.isConnected)
        const isGone = !node.isConnected || font?.contains(node)
        if (font && isGone) replaced(node, font)
      }
    }
    // What was put behind a text stands behind what stands for it.
    for (const [font, { text }] of standIns) if (text.isConnected && text.nextSibling !== font) text.after(font)
  }

  const observer = new MutationObserver((records) => {
    for (const record of records) follow(record)
    // What has just been done here is no news.
    observer.takeRecords()
  })
  observer.observe(root, { subtree: true, childList: true, characterData: true })
  until?.addEventListener('abort', () => observer.disconnect())
}

const isFont = (node: Node | null): node is Element => node instanceof Element && node.localName === 'font'
