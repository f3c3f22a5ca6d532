import { useAnnounce } from '@anteroom/ui/announcer.tsx'
import { Button } from '@anteroom/ui/button.tsx'
import { copyIcon, sendIcon } from '@anteroom/ui/later-icons.ts'
import { QrCode } from '@anteroom/ui/qr-code.tsx'
import { useRef, useState } from 'preact/hooks'
import { laterWords } from '../words/words.ts'
import styles from './share-link.module.css'

type Props = {
  url: string
  /** What the system's share sheet says beside it. */
  title: string
  /** Also offers the system's ways to send it to somebody. */
  canShare?: boolean
}

/** A link in every way in which it can get to another person or another device. */
export function ShareLink({ url, title, canShare = false }: Props) {
  const shares = canShare && typeof navigator.share === 'function'
  return (
    <div className={styles.share}>
      <div className={styles.ways}>
        <CopyLink url={url} />
        {shares && (
          // Closing the sheet is a decision, too; there is nothing to say about it.
          <Button icon={sendIcon} onClick={() => void navigator.share({ title, url }).catch(() => {})}>
            {laterWords.link.share}
          </Button>
        )}
      </div>
      <QrCode text={url} label={laterWords.link.code} />
    </div>
  )
}

type LinkProps = {
  url: string
  /** Where nobody needs to read the address, as long as it can be copied. */
  hides?: boolean
  size?: 'small'
  tone?: 'primary'
  wide?: boolean
}

/** Copies the link; where the browser does not let us, it is marked to be copied by hand. */
export function CopyLink({ url, hides = false, ...look }: LinkProps) {
  const [state, setState] = useState<'new' | 'copied' | 'failed'>('new')
  const link = useRef<HTMLParagraphElement>(null)
  const announce = useAnnounce()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url)
      setState('copied')
      announce(laterWords.link.copiedLong)
    } catch {
      setState('failed')
      announce(laterWords.link.copyByHand)
      if (link.current) getSelection()?.selectAllChildren(link.current)
    }
  }
  return (
    <>
      <Button {...look} icon={state === 'copied' ? 'check' : copyIcon} onClick={() => void copy()}>
        {state === 'copied' ? laterWords.link.copied : laterWords.link.copy}
      </Button>
      {state === 'failed' && <p>{laterWords.link.copyByHand}</p>}
      <p ref={link} className={styles.link} dir="ltr" hidden={hides && state !== 'failed'}>
        {url}
      </p>
    </>
  )
}
