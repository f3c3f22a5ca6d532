import type { VisitView } from '@anteroom/contract/realtime'
import { Heading } from '@anteroom/ui/heading.tsx'
import { clockIcon } from '@anteroom/ui/later-icons.ts'
import { Card, Page } from '@anteroom/ui/page.tsx'
import { useNow } from '@anteroom/ui/use-now.ts'
import { useEffect } from 'preact/hooks'
import type { Room } from '../../room.ts'
import { bookedTime, zoneName } from '../../words/times.ts'
import { laterWords, words } from '../../words/words.ts'
import { ContactWays } from '../contact-ways.tsx'
import { LaterPayments } from '../later-payments.tsx'
import { Meeting } from '../meeting.tsx'
import { Sign } from '../sign.tsx'
import { startOf, timeToGo } from './opening.ts'
import styles from './too-early.module.css'

/** How often a page whose countdown is over asks again, should the server's word have been lost. */
const askAgainMs = 5_000

export function TooEarly({ room, view }: { room: Room; view: VisitView }) {
  const now = useNow(room.visit.serverNow)
  const { startTime, endTime, opensAt = startTime } = view.session
  const left = Date.parse(opensAt) - now
  const isTime = left <= 0
  useEffect(() => {
    if (!isTime) return
    const ask = () => void room.visit.request('visit:refresh', {})
    ask()
    const timer = setInterval(ask, askAgainMs)
    return () => clearInterval(timer)
  }, [isTime, room])
  return (
    <Page owner={view.session.team}>
      <Card className={styles.early}>
        <Sign name={clockIcon} />
        <Heading>{laterWords.tooEarly.title}</Heading>
        {isTime ? (
          <p role="status">{laterWords.tooEarly.opening}</p>
        ) : (
          <div className={styles.opening}>
            <p className={styles.help}>{laterWords.tooEarly.opens}</p>
            <p className={styles.time}>{startOf(opensAt, now)}</p>
            <p role="timer">{laterWords.tooEarly.opensIn(timeToGo(left))}</p>
            <p className={styles.zone}>{words.booked.zone(zoneName(opensAt))}</p>
          </div>
        )}
        {view.payments && (
          <LaterPayments>{({ PayEarly }) => <PayEarly room={room} payments={view.payments ?? []} />}</LaterPayments>
        )}
        <p>{laterWords.tooEarly.goesOn}</p>
        <div className={styles.sheet}>
          <Meeting view={view} timeless />
          {opensAt !== startTime && (
            <p className={styles.booked}>
              {laterWords.booked.title} <time>{bookedTime(startTime, endTime, { now })}</time>
            </p>
          )}
        </div>
        <p className={styles.help}>{laterWords.tooEarly.help(view.session.team)}</p>
        <ContactWays of={view.session} />
      </Card>
    </Page>
  )
}
