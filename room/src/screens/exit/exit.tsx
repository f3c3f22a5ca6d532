import type { Phase } from '@anteroom/contract/phases'
import type { VisitView } from '@anteroom/contract/realtime'
import { Button, ButtonLink } from '@anteroom/ui/button.tsx'
import { classNames } from '@anteroom/ui/class-names.ts'
import { Heading } from '@anteroom/ui/heading.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { Card, Page } from '@anteroom/ui/page.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useState } from 'preact/hooks'
import type { Room } from '../../room.ts'
import { lasted } from '../../words/times.ts'
import { laterWords, words } from '../../words/words.ts'
import { Sign } from '../sign.tsx'
import { useRequest } from '../use-request.ts'
import styles from './exit.module.css'
import { Rating } from './rating.tsx'

type Props = { room: Room; view: VisitView; phase: Extract<Phase, { name: 'exit' }> }

export function Exit({ room, view, phase }: Props) {
  const { request, busy, problem } = useRequest(room)
  const text = laterWords.exitScreen
  const { returnLabel } = view.settings
  const deadEnd = useStore(room.deadEnd)
  const returnUrl = view.settings.returnUrl ?? deadEnd
  const isLost = phase.reason === 'lost'
  const [stay] = useState(room.lastStay)
  /** Whoever has left may have slipped; what was ended is seldom gone on with. */
  const isEnded = phase.reason === 'ended'
  const rejoin = phase.mayReturn && (
    <>
      {problem && (
        <Note icon="alert" tone="warning">
          <p>{problem}</p>
        </Note>
      )}
      <div className={classNames(styles.again, isEnded && styles.below)}>
        <p>{isEnded ? text.mayReturnEnded : text.mayReturn}</p>
        <Button
          tone={isLost ? 'primary' : 'secondary'}
          aria-disabled={busy || undefined}
          onClick={() => !busy && void request('visit:enter', {})}
        >
          {text.rejoin}
        </Button>
      </div>
    </>
  )
  return (
    <Page owner={view.session.team}>
      <Card>
        <Sign name={isLost ? 'signal' : 'check'} />
        <Heading>{text[phase.reason]}</Heading>
        {isLost ? (
          <p>{text.lostText}</p>
        ) : (
          <div>
            <p className={styles.lead}>
              {text.thanks} {!returnUrl && text.mayClose}
            </p>
            <p className={styles.quiet}>
              {phase.by && `${words.told.endedBy(phase.by)} `}
              {text.off} {stay && stay.ms >= 60_000 && text.lasted(lasted(stay.ms))}
            </p>
          </div>
        )}
        {!isEnded && rejoin}
        {returnUrl && (
          <ButtonLink tone={isLost && rejoin ? 'secondary' : 'primary'} href={returnUrl}>
            <bdi>{returnLabel ?? text.return}</bdi>
          </ButtonLink>
        )}
        {stay?.hadOthers && <Rating room={room} />}
        {isEnded && rejoin}
      </Card>
    </Page>
  )
}
