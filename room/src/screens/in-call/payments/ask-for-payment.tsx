import { currencies } from '@anteroom/contract/currencies'
import { maxFeeDescriptionLength } from '@anteroom/contract/max-lengths'
import type { Person } from '@anteroom/contract/realtime'
import { useAnnounce } from '@anteroom/ui/announcer.tsx'
import { Button } from '@anteroom/ui/button.tsx'
import { Dialog } from '@anteroom/ui/dialog.tsx'
import { TextField } from '@anteroom/ui/field.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { Actions } from '@anteroom/ui/page.tsx'
import { SelectField } from '@anteroom/ui/select-field.tsx'
import { useMemo, useRef, useState } from 'preact/hooks'
import type { Room } from '../../../room.ts'
import { amountText, currencyName, readAmount } from '../../../words/amounts.ts'
import { laterWords, words } from '../../../words/words.ts'
import { problemText } from '../../payment/problem-text.ts'
import { keepCurrency, likelyCurrency } from './currency-of.ts'
import { Money, wrongWith } from './money.tsx'
import styles from './payments.module.css'

type Props = { room: Room; person: Person; onClose: () => void }

/** A host asks somebody in the call for an amount. */
export function AskForPayment({ room, person: { visitId, name }, onClose }: Props) {
  const [typed, setTyped] = useState('')
  const [currency, setCurrency] = useState(() => likelyCurrency(room.view.get(), visitId))
  const [description, setDescription] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const announce = useAnnounce()
  const text = laterWords.payments
  const amount = wrongWith(typed, currency) ? null : readAmount(typed, currency)

  async function ask(event: SubmitEvent) {
    event.preventDefault()
    if (isBusy) return
    if (amount === null) {
      setError(wrongWith(typed, currency))
      field.current?.focus()
      return
    }
    setBusy(true)
    setProblem(null)
    const about = description.trim()
    const asked = { visitId, amount, currency, ...(about && { description: about }) }
    const answer = await room.visit.request('payment:request', asked)
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    keepCurrency(currency)
    announce(text.asked(name, amountText(amount, currency)))
    onClose()
  }
  return (
    <Dialog title={text.askTitle(name)} closeLabel={words.close} onClose={onClose}>
      <form className={styles.form} noValidate onSubmit={(event) => void ask(event)}>
        <Money
          ref={field}
          typed={typed}
          error={error}
          onType={(next) => {
            setTyped(next)
            setError(null)
          }}
        >
          <Currency value={currency} onChoose={setCurrency} />
        </Money>
        <TextField
          label={text.forWhat}
          hint={text.forWhatHint(name)}
          value={description}
          dir={description ? 'auto' : undefined}
          maxLength={maxFeeDescriptionLength}
          autoComplete="off"
          onInput={({ currentTarget }) => setDescription(currentTarget.value)}
        />
        {problem && (
          <Note icon="alert" tone="warning" live>
            <p>{problemText(problem)}</p>
          </Note>
        )}
        <Actions>
          <Button onClick={onClose}>{laterWords.cancel}</Button>
          <Button type="submit" tone="primary" aria-disabled={isBusy || undefined}>
            {amount === null ? text.askForSome : text.askFor(amountText(amount, currency))}
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}

function Currency({ value, onChoose }: { value: string; onChoose: (currency: string) => void }) {
  // There are more than a hundred, each with a name to be looked up.
  const all = useMemo(
    () =>
      currencies
        .map((code) => ({ code, name: currencyName(code) }))
        .sort((one, other) => one.name.localeCompare(other.name)),
    [],
  )
  return (
    <SelectField label={laterWords.payments.currency} value={value} onChoose={onChoose}>
      {all.map(({ code, name }) => (
        <option key={code} value={code}>
          {name} ({code.toUpperCase()})
        </option>
      ))}
    </SelectField>
  )
}
