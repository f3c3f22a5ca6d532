import type { OwnPayment } from '@anteroom/contract/payments'
import { onReturn } from '@anteroom/ui/ground/on-return.ts'
import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { Room } from '../../room.ts'
import { laterWords } from '../../words/words.ts'
import { notKnownText, problemText } from './problem-text.ts'
import { WayOutContext } from './way-out.ts'

/** A page that was told to lead away and is still here has come nowhere, in milliseconds. */
const awayWithinMs = 10_000
/** Whoever goes to and fro between tabs does not ask the provider each time, in milliseconds. */
const askAgainMs = 3_000

/**
 * Where this page is with a payment: nothing is on its way; the address is asked for; the page is about to go there; the
 * provider's page is in a tab of its own; the provider is asked whether anything has come, at first (`looking`) or again.
 */
export type Paying = 'idle' | 'opening' | 'leaving' | 'in-tab' | 'looking' | 'asking'

export type Pay = {
  now: Paying
  isBusy: boolean
  /** What is in the way, in words. */
  problem: string | null
  /** The practice cannot take it. */
  isRefused: boolean
  /** Where no tab could be opened: the address of the provider's page. */
  link: string | null
  /** Whether the provider was asked, and has nothing. */
  hasAsked: boolean
  /** Whether that was because the person has said that they have paid. */
  hasSaid: boolean
  pay(): void
  /** The person says that they have paid. */
  check(): void
}

type Options = {
  /** The page is not left for it, as a call goes on in it. */
  staysHere?: boolean
  /** Whoever comes to this page may have paid already: before they are told anything, the provider is asked. */
  looksFirst?: boolean
}

/** Leads to the provider's page and back. */
export function usePay(room: Room, payment: OwnPayment, { staysHere, looksFirst }: Options): Pay {
  const { paymentId, isOpen } = payment
  const out = useContext(WayOutContext)
  const [now, setNow] = useState<Paying>(looksFirst && isOpen ? 'looking' : 'idle')
  const [problem, setProblem] = useState<{ code: string; of: 'open' | 'ask' } | null>(null)
  const [link, setLink] = useState<string | null>(null)
  const [hasAsked, setAsked] = useState(false)
  const [hasSaid, setSaid] = useState(false)
  // A second press comes before anything is drawn.
  const busy = useRef(false)
  const askedAt = useRef(Number.NEGATIVE_INFINITY)

  async function once(act: () => Promise<void>) {
    if (busy.current) return
    busy.current = true
    setProblem(null)
    await act()
    busy.current = false
  }
  async function open() {
    const isInTab = staysHere || out.isFramed
    // Browsers open a tab only for what is pressed, which an answer from the server comes too late for.
    const tab = isInTab ? out.openTab(laterWords.payments.opening) : null
    setNow('opening')
    setLink(null)
    setAsked(false)
    setSaid(false)
    const answer = await room.visit.request('payment:open', { paymentId, language: document.documentElement.lang })
    if (!answer.ok) {
      tab?.close()
      setNow('idle')
      return setProblem({ code: answer.problem, of: 'open' })
    }
    if (tab) {
      tab.lead(answer.url)
      setNow('in-tab')
    } else if (isInTab) {
      setLink(answer.url)
      setNow('idle')
    } else {
      setNow('leaving')
      out.go(answer.url)
    }
  }
  async function ask(isSaid: boolean) {
    askedAt.current = performance.now()
    const isFirst = now === 'looking'
    if (!isFirst) setNow('asking')
    const answer = await room.visit.request('payment:check', { paymentId })
    setNow('idle')
    if (!answer.ok) return setProblem({ code: answer.problem, of: 'ask' })
    setAsked(!isFirst)
    if (isSaid) setSaid(true)
  }

  useEffect(() => {
    if (now !== 'leaving') return
    const timer = setTimeout(() => setNow('idle'), awayWithinMs)
    return () => clearTimeout(timer)
  }, [now])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the first time.
  useEffect(() => {
    if (now === 'looking') void once(() => ask(false))
  }, [])
  // It has come after all.
  useEffect(() => {
    if (isOpen) setProblem((known) => (known?.of === 'open' ? null : known))
  }, [isOpen])
  const mayHavePaid = isOpen || now === 'in-tab' || now === 'leaving' || link !== null
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it does is the same each time.
  useEffect(() => {
    if (!mayHavePaid) return
    const gone = new AbortController()
    const lookAgain = () => {
      if (performance.now() - askedAt.current > askAgainMs) void once(() => ask(false))
    }
    onReturn(lookAgain, gone.signal)
    // Two windows side by side are both seen all the while.
    addEventListener('focus', lookAgain, { signal: gone.signal })
    return () => gone.abort()
  }, [mayHavePaid, paymentId])

  return {
    now,
    isBusy: now !== 'idle' && now !== 'in-tab',
    problem: problem && (problem.of === 'ask' ? notKnownText(problem.code, payment) : problemText(problem.code)),
    isRefused: problem?.code === 'not-collectable',
    link,
    hasAsked,
    hasSaid,
    pay: () => void once(open),
    check: () => void once(() => ask(true)),
  }
}
