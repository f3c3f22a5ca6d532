import type { WayOut } from '../../src/screens/payment/way-out.ts'

type Tab = { url: string | null; closed: boolean }

/** Where pages lead and which tabs they open is written down, and nothing leaves the test. */
export function createFakeWayOut() {
  const wentTo: string[] = []
  const tabs: Tab[] = []
  const fake: WayOut & { isBlocked: boolean; wentTo: string[]; tabs: Tab[] } = {
    isFramed: false,
    isBlocked: false,
    wentTo,
    tabs,
    go: (url: string) => void wentTo.push(url),
    openTab() {
      if (fake.isBlocked) return null
      const tab: Tab = { url: null, closed: false }
      tabs.push(tab)
      return {
        lead(url: string) {
          tab.url = url
        },
        close() {
          tab.closed = true
        },
      }
    },
  }
  return fake
}
