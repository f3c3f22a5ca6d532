import { Button } from '@anteroom/ui/button.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { Popover } from '@anteroom/ui/popover.tsx'
import { useMediaQuery } from '@anteroom/ui/use-media-query.ts'
import { useState } from 'preact/hooks'
import type { HelpAnswer, Trouble } from '../../../call/help.ts'
import { laterWords, words } from '../../../words/words.ts'
import { compact } from '../compact.ts'
import type { Asked, HelpDesk } from '../door/help-desk.ts'
import styles from './help.module.css'

/** What most often helps. */
const often: Record<Trouble, readonly HelpAnswer[]> = {
  hear: ['speaker', 'volume', 'reload'],
  see: ['reload', 'chat'],
  heard: ['reload', 'chat'],
  other: ['reload', 'chat'],
}

function answersFor({ trouble, devices: { microphone, camera } }: Asked): HelpAnswer[] {
  const isUnheard = trouble === 'other' || trouble === 'heard'
  const off: HelpAnswer[] = isUnheard && microphone === 'off' ? ['unmute'] : []
  const dark: HelpAnswer[] = trouble === 'other' && camera === 'off' ? ['video'] : []
  return [...off, ...dark, ...often[trouble]]
}

type Props = { desk: HelpDesk; asked: Asked; hasChat: boolean }

/** For hosts: who asks for help, how their devices are, and answers that take one press; on a phone they have a sheet. */
export function HelpAsked(props: Props) {
  const { desk, asked } = props
  const isCompact = useMediaQuery(compact)
  const [isOpen, setOpen] = useState(false)
  const title = words.help.asks[asked.trouble](asked.name)
  return (
    <Note icon="hand" title={title} close={{ label: words.close, onClose: () => desk.close(asked.visitId) }}>
      {isCompact ? (
        <Button size="small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          {laterWords.help.answer}
        </Button>
      ) : (
        <Answers {...props} />
      )}
      {isCompact && isOpen && (
        <Popover title={title} closeLabel={words.close} onClose={() => setOpen(false)}>
          <Answers {...props} />
        </Popover>
      )}
    </Note>
  )
}

function Answers({ desk, asked, hasChat }: Props) {
  const { devices } = asked
  const text = laterWords.help
  return (
    <div className={styles.reply}>
      <p className={styles.devices}>
        {text.theirs(asked.name, [words.help.microphone[devices.microphone], words.help.camera[devices.camera]])}
      </p>
      <p className={styles.to}>{text.tellThem(asked.name)}</p>
      <ul className={styles.answers}>
        {answersFor(asked)
          .filter((answer) => hasChat || answer !== 'chat')
          .map((answer) => (
            <li key={answer}>
              <Button size="small" wide onClick={() => desk.answer(asked.visitId, answer)}>
                {text.answers[answer]}
              </Button>
            </li>
          ))}
      </ul>
    </div>
  )
}
