import { useEffect, useState } from 'preact/hooks'

/** The time by `clock`, looked at anew every `everyMs`. */
export function useNow(clock: () => number, everyMs = 1_000): number {
  const [now, setNow] = useState(clock)
  useEffect(() => {
    setNow(clock())
    const timer = setInterval(() => setNow(clock()), everyMs)
    return () => clearInterval(timer)
  }, [clock, everyMs])
  return now
}
