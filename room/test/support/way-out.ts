import type { WayOut } from '../../src/screens/payment/way-out.ts'

/** Where pages lead and which tabs they open is written down, and nothing leaves the test. */
export function createFakeWayOut() {
  const wentTo: string[] = []
  const tabs: { url: string | null; closed: boolean }[] = []
  const fake = {
    isFramed: false,
    isBlocked: false,
    wentTo,
    tabs,
    go: (url: string) => void wentTo.push(url),
    openTab() {
      if (fake.isBlocked) return null
      const tab: (typeof tabs)[number] = { url: null, closed: false }
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
  } satisfies WayOut & Record<string, unknown>
  return fake
}
