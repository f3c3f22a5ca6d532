import { Button } from '@anteroom/ui/button.tsx'
import { sendIcon } from '@anteroom/ui/later-icons.ts'
import { Note } from '@anteroom/ui/note.tsx'
import { Popover } from '@anteroom/ui/popover.tsx'
import { useMediaQuery } from '@anteroom/ui/use-media-query.ts'
import { useState } from 'preact/hooks'
import type { HelpAnswer, Trouble } from '../../../call/help.ts'
import { laterWords, words } from '../../../words/words.ts'
import { compact } from '../compact.ts'
import type { Asked, HelpDesk } from '../door/help-desk.ts'
import styles from './help-asked.module.css'

/** What most often helps. */
const often: Record<Trouble, readonly HelpAnswer[]> = {
  hear: ['speaker', 'volume', 'reload'],
  see: ['reload', 'chat'],
  heard: ['reload', 'chat'],
  seen: ['reload', 'chat'],
  other: ['reload', 'chat'],
}

function answersFor({ trouble, devices: { microphone, camera } }: Asked): HelpAnswer[] {
  const isUnheard = trouble === 'other' || trouble === 'heard'
  const isUnseen = trouble === 'other' || trouble === 'seen'
  const off: HelpAnswer[] = isUnheard && microphone === 'off' ? ['unmute'] : []
  const dark: HelpAnswer[] = isUnseen && camera === 'off' ? ['video'] : []
  return [...off, ...dark, ...often[trouble]]
}

type Props = { desk: HelpDesk; asked: Asked; hasChat: boolean }

/**
 * For hosts: who asks for help, how their devices are, and answers that take one press. On a phone, and while something
 * else is open, it is one line, and the answers have a sheet of their own.
 */
export function HelpAsked(props: Props) {
  const { desk, asked } = props
  const isCompact = useMediaQuery(compact)
  const [isOpen, setOpen] = useState(false)
  const title = words.help.asks[asked.trouble](asked.name)
  return (
    <Note icon="help" title={title} close={{ label: words.close, onClose: () => desk.close(asked.visitId) }}>
      <Button size="small" className={styles.reply} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {laterWords.help.answer}
      </Button>
      {!isCompact && (
        <div className={styles.card}>
          <Answers {...props} />
        </div>
      )}
      {isOpen && (
        <Popover title={title} closeLabel={words.close} onClose={() => setOpen(false)}>
          <Answers {...props} />
          <Button size="small" tone="quiet" wide onClick={() => desk.close(asked.visitId)}>
            {words.door.later}
          </Button>
        </Popover>
      )}
    </Note>
  )
}

function Answers({ desk, asked, hasChat }: Props) {
  const { microphone, camera } = asked.devices
  const { both, devices: of, sendTo, answers } = laterWords.help
  const { name } = asked
  const isAlike = microphone === camera && microphone !== 'failed'
  const devices = isAlike
    ? both[microphone](name)
    : of(name, `${words.help.microphone[microphone]} · ${words.help.camera[camera]}`)
  return (
    <div className={styles.answers}>
      <p className={styles.devices}>{devices}</p>
      <p className={styles.to}>{sendTo(name)}</p>
      <ul>
        {answersFor(asked)
          .filter((answer) => hasChat || answer !== 'chat')
          .map((answer) => (
            <li key={answer}>
              <Button
                size="small"
                wide
                icon={sendIcon}
                className={styles.send}
                onClick={() => desk.answer(asked.visitId, answer)}
              >
                {answers[answer]}
              </Button>
            </li>
          ))}
      </ul>
    </div>
  )
}
