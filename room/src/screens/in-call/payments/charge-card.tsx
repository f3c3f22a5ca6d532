import { maxFeeDescriptionLength } from '@anteroom/contract/max-lengths'
import type { SeenPayment } from '@anteroom/contract/payments'
import type { Person } from '@anteroom/contract/realtime'
import { Button } from '@anteroom/ui/button.tsx'
import { Dialog } from '@anteroom/ui/dialog.tsx'
import { TextField } from '@anteroom/ui/field.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { Actions } from '@anteroom/ui/page.tsx'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Room } from '../../../room.ts'
import { amountText, currencyName, plainAmount, readAmount } from '../../../words/amounts.ts'
import { laterWords, words } from '../../../words/words.ts'
import { cardText } from '../../payment/card-text.ts'
import { problemText } from '../../payment/problem-text.ts'
import { TestSign } from '../../payment/sum.tsx'
import { Money, wrongWith } from './money.tsx'
import styles from './payments.module.css'

type Props = { room: Room; person: Person; payment: SeenPayment; onClose: () => void }

/** A host charges the card that somebody has left: how much, and then once more, with all of it in one sentence. */
export function ChargeCard({ room, person, payment, onClose }: Props) {
  const { paymentId, currency, card } = payment
  const [typed, setTyped] = useState(() => plainAmount(payment.amount, currency))
  const [description, setDescription] = useState(payment.description ?? '')
  const [error, setError] = useState<string | null>(null)
  const [isSure, setSure] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const text = laterWords.payments
  const amount = wrongWith(typed, currency) ? null : readAmount(typed, currency)

  function goOn(event: SubmitEvent) {
    event.preventDefault()
    if (amount !== null) return setSure(true)
    setError(wrongWith(typed, currency))
    field.current?.focus()
  }
  async function charge() {
    if (isBusy || amount === null) return
    setBusy(true)
    setProblem(null)
    const about = description.trim()
    const answer = await room.visit.request('payment:charge', {
      paymentId,
      amount,
      ...(about && { description: about }),
    })
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    // What becomes of it is told as soon as the bank has answered.
    onClose()
  }
  if (isSure && amount !== null) {
    const read = amountText(amount, currency)
    return (
      <Dialog title={`${text.chargeNow(read)}?`} closeLabel={words.close} onClose={onClose}>
        <Sure>{text.chargeSure(person.name, cardText(card), read)}</Sure>
        {payment.test && <TestSign />}
        {problem && (
          <Note icon="alert" tone="warning" live>
            <p>{problemText(problem)}</p>
          </Note>
        )}
        <Actions>
          <Button onClick={() => setSure(false)}>{text.back}</Button>
          <Button tone="primary" aria-disabled={isBusy || undefined} onClick={() => void charge()}>
            {isBusy ? words.loading : text.chargeNow(read)}
          </Button>
        </Actions>
      </Dialog>
    )
  }
  return (
    <Dialog title={text.chargeTitle(person.name)} closeLabel={words.close} onClose={onClose}>
      <form className={styles.form} noValidate onSubmit={goOn}>
        <p>{text.chargeHint(cardText(card))}</p>
        {payment.test && <TestSign />}
        <Money
          ref={field}
          typed={typed}
          error={error}
          onType={(next) => {
            setTyped(next)
            setError(null)
          }}
        >
          <p className={styles.fixed}>{currencyName(currency)}</p>
        </Money>
        <TextField
          label={text.forWhat}
          hint={text.forWhatHint(person.name)}
          value={description}
          dir={description ? 'auto' : undefined}
          maxLength={maxFeeDescriptionLength}
          autoComplete="off"
          onInput={({ currentTarget }) => setDescription(currentTarget.value)}
        />
        <Actions>
          <Button onClick={onClose}>{laterWords.cancel}</Button>
          <Button type="submit" tone="primary">
            {text.goOn}
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}

/** What had the focus is gone; what is to be decided is read first. */
function Sure({ children }: { children: string }) {
  const line = useRef<HTMLParagraphElement>(null)
  useEffect(() => line.current?.focus(), [])
  return (
    <p ref={line} tabIndex={-1} className={styles.sure}>
      {children}
    </p>
  )
}
