import type { Clock } from '../../ground/clock.ts'

/** Where a page begins: after the session with this id and start, or with it. */
export type Bookmark = { sessionId: string; startTime: Date; isIncluded: boolean }

const maxBookmarks = 10_000
const keepMs = 5 * 60_000
/** Pages before this one are counted from the first row each time, which costs little and is always exact. */
const firstDeepPage = 10

/**
 * Remembers where the pages begin that somebody has read, or will ask for next when reading page by page. Without a
 * bookmark all rows before a page have to be passed over to find it; a bookmark is a shortcut, and may be lost at any
 * time.
 */
export function createBookmarks(clock: Clock) {
  const known = new Map<string, Bookmark & { untilMs: number }>()
  return {
    find(list: string, page: number): Bookmark | null {
      const bookmark = known.get(`${page} ${list}`)
      return bookmark && bookmark.untilMs > clock.now().getTime() ? bookmark : null
    },

    remember(list: string, page: number, bookmark: Bookmark) {
      if (page < firstDeepPage) return
      const oldest = known.keys().next()
      if (known.size >= maxBookmarks && !oldest.done) known.delete(oldest.value)
      known.delete(`${page} ${list}`)
      known.set(`${page} ${list}`, { ...bookmark, untilMs: clock.now().getTime() + keepMs })
    },
  }
}
