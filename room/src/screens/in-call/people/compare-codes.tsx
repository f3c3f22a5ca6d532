import type { Person } from '@anteroom/contract/realtime'
import { Button } from '@anteroom/ui/button.tsx'
import { Dialog } from '@anteroom/ui/dialog.tsx'
import { shieldIcon } from '@anteroom/ui/later-icons.ts'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useEffect, useState } from 'preact/hooks'
import type { Call } from '../../../call/call.ts'
import { safetyCode } from '../../../call/safety-code.ts'
import { laterWords, words } from '../../../words/words.ts'
import styles from './compare-codes.module.css'

/** For those who have no menu beside a name. */
export function CompareButton({ name, onCompare }: { name: string; onCompare: () => void }) {
  const { button, title } = laterWords.safety
  return (
    <Button size="small" icon={shieldIcon} aria-label={title(name)} aria-haspopup="dialog" onClick={onCompare}>
      {button}
    </Button>
  )
}

type Props = { call: Call; person: Person }

/** The numbers by which two people make sure that nobody is between them. */
export function CompareCodes({ onClose, ...props }: Props & { onClose: () => void }) {
  return (
    <Dialog title={laterWords.safety.title(props.person.name)} closeLabel={words.close} onClose={onClose}>
      <Code {...props} />
    </Dialog>
  )
}

function Code({ call, person: { visitId, name } }: Props) {
  // A line that is made anew may have another certificate at its end.
  useStore(call.peers)
  const fingerprints = call.fingerprints(visitId)
  const { local, remote } = fingerprints ?? {}
  const [code, setCode] = useState<string | null>(null)
  useEffect(() => {
    let isWanted = true
    setCode(null)
    if (local && remote) {
      void safetyCode({ local, remote }).then((made) => {
        if (isWanted) setCode(made)
      })
    }
    return () => {
      isWanted = false
    }
  }, [local, remote])
  const { text, differs, none } = laterWords.safety
  if (!fingerprints) return <p>{none}</p>
  return (
    <>
      <p className={styles.code} role="status" dir="ltr">
        {code?.split(' ').map((group, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the groups have their places.
          <span key={at}>{group} </span>
        ))}
      </p>
      <p>{text(name)}</p>
      <p>{differs}</p>
    </>
  )
}
