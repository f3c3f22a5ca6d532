import type { Answer, ClientEventName, ClientPayload } from '@anteroom/contract/realtime'
import { useAnnounce } from '@anteroom/ui/announcer.tsx'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Room } from '../room.ts'
import { words } from '../words/words.ts'

const problemText = (code: string) => words.problems[code] ?? words.problem(code)

/** Asks the server, with what a screen shows meanwhile and when the answer is no. */
export function useRequest(room: Room) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const mounted = useRef(true)
  const announce = useAnnounce()
  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])
  const ask = useCallback(
    async <Name extends ClientEventName>(event: Name, payload: ClientPayload<Name>): Promise<Answer<Name>> => {
      setBusy(true)
      setProblem(null)
      const answer = await room.visit.request(event, payload)
      if (!mounted.current) return answer
      setBusy(false)
      if (!answer.ok) {
        setProblem(problemText(answer.problem))
        announce(problemText(answer.problem), 'assertive')
      }
      return answer
    },
    [room, announce],
  )
  /** The same where it matters only whether it was done. */
  const request = useCallback(
    async <Name extends ClientEventName>(event: Name, payload: ClientPayload<Name>): Promise<boolean> =>
      (await ask(event, payload)).ok,
    [ask],
  )
  return { ask, request, busy, problem }
}
