import type { Payer } from '@anteroom/contract/payments'
import type { Answer } from '@anteroom/contract/realtime'
import { useAnnounce } from '@anteroom/ui/announcer.tsx'
import { Button } from '@anteroom/ui/button.tsx'
import { Dialog } from '@anteroom/ui/dialog.tsx'
import { Icon } from '@anteroom/ui/icon.tsx'
import { cardIcon } from '@anteroom/ui/later-icons.ts'
import { Note } from '@anteroom/ui/note.tsx'
import { Actions } from '@anteroom/ui/page.tsx'
import { SteadyList } from '@anteroom/ui/steady.tsx'
import { useState } from 'preact/hooks'
import { laterWords, words } from '../../../words/words.ts'
import { problemText } from '../../payment/problem-text.ts'
import styles from './payments.module.css'

type Waive = (event: 'payment:waive', payload: { visitId: string }) => Promise<Answer<'payment:waive'>>

/** For hosts: who is at the payment screen. They come by themselves once they have paid, or when a host lets them. */
export function AtPayment({ payers, request }: { payers: readonly Payer[]; request: Waive }) {
  const [waiving, setWaiving] = useState<Payer | null>(null)
  const text = laterWords.payments
  return (
    <>
      <SteadyList className={styles.payers}>
        {payers.map((payer) => (
          <li key={payer.visitId} className={styles.payer}>
            <Icon name={cardIcon} size={20} />
            <p>{(payer.connected ? text.atPayment : text.atPaymentAway)(payer.name)}</p>
            <Button
              size="small"
              aria-label={text.waiveOne(payer.name)}
              aria-haspopup="dialog"
              onClick={() => setWaiving(payer)}
            >
              {text.waive}
            </Button>
          </li>
        ))}
      </SteadyList>
      {waiving && <SureToWaive payer={waiving} request={request} onClose={() => setWaiving(null)} />}
    </>
  )
}

type SureProps = { payer: Payer; request: Waive; onClose: () => void }

export function SureToWaive({ payer: { visitId, name }, request, onClose }: SureProps) {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const announce = useAnnounce()
  const text = laterWords.payments
  async function waive() {
    if (isBusy) return
    setBusy(true)
    const answer = await request('payment:waive', { visitId })
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    announce(text.waived(name))
    onClose()
  }
  return (
    <Dialog title={text.waiveTitle(name)} closeLabel={words.close} onClose={onClose}>
      <p>{text.waiveText(name)}</p>
      {problem && (
        <Note icon="alert" tone="warning" live>
          <p>{problemText(problem)}</p>
        </Note>
      )}
      <Actions>
        <Button onClick={onClose}>{laterWords.cancel}</Button>
        <Button tone="primary" aria-disabled={isBusy || undefined} onClick={() => void waive()}>
          {text.waive}
        </Button>
      </Actions>
    </Dialog>
  )
}
