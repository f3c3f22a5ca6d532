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
  const [isHeard, setHeard] = useState(false)
  const { title, thanks, note } = laterWords.rating
  const rate = async (connection: (typeof answers)[number]) => {
    if (!busy && (await request('visit:rate', { connection }))) setHeard(true)
  }
  return (
    <fieldset className={styles.rating} aria-describedby="rating-note">
      <legend>{title}</legend>
      {!isHeard && (
        <div className={styles.answers}>
          {answers.map((answer) => (
            <Button key={answer} aria-disabled={busy || undefined} onClick={() => void rate(answer)}>
              {laterWords.rating[answer]}
            </Button>
          ))}
        </div>
      )}
      <p id="rating-note" role="status" className={styles.note}>
        {isHeard ? thanks : (problem ?? note)}
      </p>
    </fieldset>
  )
}
