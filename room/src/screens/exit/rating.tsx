import { Button } from '@anteroom/ui/button.tsx'
import { useState } from 'preact/hooks'
import type { Room } from '../../room.ts'
import { laterWords } from '../../words/words.ts'
import { useRequest } from '../use-request.ts'
import styles from './rating.module.css'

const answers = ['good', 'fair', 'poor'] as const

/** One tap says how the connection was; who taps nothing is not asked again. */
export function Rating({ room }: { room: Room }) {
  const { request, busy, problem } = useRequest(room)
  const [chosen, setChosen] = useState<(typeof answers)[number] | null>(null)
  const { title, thanks, note } = laterWords.rating
  const rate = async (connection: (typeof answers)[number]) => {
    if (!chosen && !busy && (await request('visit:rate', { connection }))) setChosen(connection)
  }
  return (
    <fieldset className={styles.rating} aria-describedby="rating-note">
      <legend>{title}</legend>
      <div className={styles.answers}>
        {answers.map((answer) => (
          <Button
            key={answer}
            aria-pressed={chosen === answer}
            {...(chosen === answer
              ? { tone: 'primary', icon: 'check' }
              : { 'aria-disabled': busy || chosen !== null || undefined })}
            onClick={() => void rate(answer)}
          >
            {laterWords.rating[answer]}
          </Button>
        ))}
      </div>
      <p id="rating-note" role="status" className={styles.note}>
        {chosen ? thanks : (problem ?? note)}
      </p>
    </fieldset>
  )
}
