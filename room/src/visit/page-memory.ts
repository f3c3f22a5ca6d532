import { kept, orCookie } from '@anteroom/ui/ground/kept.ts'

/** The page that this one was before it was loaded again, and the key of the browser that it gave. */
type Before = { continues: string | null; browserKey: string | null }

type Kept = { pageId: string; browserKey: string }

const member = 'anteroom'
/** By the visit: the link is a key, and stays out of storage. */
const markOf = (visitId: string) =>
  kept(
    `anteroom.left.${visitId}`,
    orCookie(() => sessionStorage),
  )

/**
 * Whether this page is another one again, and goes on where that was. The history's entry survives a reload also where
 * cookies and storage are off; a tab that was duplicated has it as well, but was not reloaded. A frame is reloaded
 * with the page around it, which its history does not tell, so there the page that goes leaves a mark.
 */
export function recallPage(visitId: string): Before {
  const kept = readEntry()
  const isReload = navigationType() === 'reload'
  return {
    continues: (isReload ? kept?.pageId : null) ?? (isInFrame() ? takeMark(visitId) : null),
    browserKey: kept?.browserKey ?? null,
  }
}

let remembered: AbortSignal | null = null

/** For the page that this one may become. */
export function rememberPage(visitId: () => string, page: Kept, until: AbortSignal): void {
  if (remembered === until) return
  remembered = until
  try {
    history.replaceState({ ...history.state, [member]: page }, '')
  } catch {
    // Somewhere else than in a page: the browser's key alone has to do.
  }
  if (!isInFrame()) return
  addEventListener('pagehide', () => markOf(visitId()).set(page.pageId), { signal: until })
  // It was only put aside, and is back.
  addEventListener('pageshow', () => takeMark(visitId()), { signal: until })
}

function readEntry(): Kept | null {
  const kept: unknown = globalThis.history?.state?.[member]
  if (typeof kept !== 'object' || kept === null) return null
  const { pageId, browserKey } = kept as Partial<Kept>
  return typeof pageId === 'string' && typeof browserKey === 'string' ? { pageId, browserKey } : null
}

export function navigationType(): string | undefined {
  const [entry] = globalThis.performance?.getEntriesByType?.('navigation') ?? []
  return (entry as PerformanceNavigationTiming | undefined)?.type
}

function isInFrame(): boolean {
  return globalThis.window !== undefined && window.parent !== window
}

function takeMark(visitId: string): string | null {
  const mark = markOf(visitId)
  const pageId = mark.get()
  mark.set(null)
  return pageId
}
