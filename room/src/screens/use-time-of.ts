import type { VisitView } from '@anteroom/contract/realtime'
import { useNow } from '@anteroom/ui/use-now.ts'
import { useMemo } from 'preact/hooks'

/** The time by the server's clock, also a day after the view came: today is then another day. */
export function useTimeOf({ now }: VisitView): number {
  const time = useMemo(() => {
    const aheadMs = Date.parse(now) - performance.now()
    return () => performance.now() + aheadMs
  }, [now])
  return useNow(time, 60_000)
}
