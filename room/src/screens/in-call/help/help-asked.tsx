import { Button } from '@anteroom/ui/button.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import type { HelpAnswer, Trouble } from '../../../call/help.ts'
import { words } from '../../../words/words.ts'
import type { Asked, HelpDesk } from '../door/help-desk.ts'
import styles from './help.module.css'

/** What most often helps. */
const often: Record<Trouble, readonly HelpAnswer[]> = {
  hear: ['speaker', 'volume', 'reload'],
  see: ['reload', 'chat'],
  other: ['reload', 'chat'],
}

function answersFor({ trouble, devices: { microphone, camera } }: Asked): HelpAnswer[] {
  const off: HelpAnswer[] = trouble === 'other' && microphone === 'off' ? ['unmute'] : []
  const dark: HelpAnswer[] = trouble === 'other' && camera === 'off' ? ['video'] : []
  return [...off, ...dark, ...often[trouble]]
}

/** For hosts: who asks for help, how their devices are, and answers that take one press. */
export function HelpAsked({ desk, asked, hasChat }: { desk: HelpDesk; asked: Asked; hasChat: boolean }) {
  const { visitId, name, trouble, devices } = asked
  const text = words.help
  return (
    <Note
      icon="hand"
      title={text.asks[trouble](name)}
      close={{ label: words.close, onClose: () => desk.close(visitId) }}
    >
      <p className={styles.devices}>{[text.microphone[devices.microphone], text.camera[devices.camera]].join(' · ')}</p>
      <ul className={styles.answers}>
        {answersFor(asked)
          .filter((answer) => hasChat || answer !== 'chat')
          .map((answer) => (
            <li key={answer}>
              <Button size="small" onClick={() => desk.answer(visitId, answer)}>
                {text.answers[answer]}
              </Button>
            </li>
          ))}
      </ul>
    </Note>
  )
}
