import type { Answer, ClientEventName, ClientPayload } from '@anteroom/contract/realtime'
import { useAnnounce } from '@anteroom/ui/announcer.tsx'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Room } from '../room.ts'
import { words } from '../words/words.ts'

const problemText = (code: string) => words.problems[code] ?? words.problem(code)

/**
 * Asks the server, with what a screen shows meanwhile and when the answer is no. `asked`: what was asked before the screen
 * was there.
 */
export function useRequest(room: Room, asked: Promise<Answer> | null = null) {
  const [busy, setBusy] = useState(asked !== null)
  const [problem, setProblem] = useState<string | null>(null)
  const mounted = useRef(true)
  const announce = useAnnounce()
  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])
  const settle = useCallback(
    (answer: Answer) => {
      if (!mounted.current) return
      setBusy(false)
      if (answer.ok) return
      setProblem(problemText(answer.problem))
      announce(problemText(answer.problem), 'assertive')
    },
    [announce],
  )
  useEffect(() => {
    void asked?.then(settle)
  }, [asked, settle])
  const ask = useCallback(
    async <Name extends ClientEventName>(event: Name, payload: ClientPayload<Name>): Promise<Answer<Name>> => {
      setBusy(true)
      setProblem(null)
      const answer = await room.visit.request(event, payload)
      settle(answer)
      return answer
    },
    [room, settle],
  )
  /** The same where it matters only whether it was done. */
  const request = useCallback(
    async <Name extends ClientEventName>(event: Name, payload: ClientPayload<Name>): Promise<boolean> =>
      (await ask(event, payload)).ok,
    [ask],
  )
  return { ask, request, busy, problem }
}
