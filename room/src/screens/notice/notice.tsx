import type { PhaseNameWith } from '@anteroom/contract/phases'
import type { VisitView } from '@anteroom/contract/realtime'
import { Button, ButtonLink } from '@anteroom/ui/button.tsx'
import { keepsAnything } from '@anteroom/ui/ground/kept.ts'
import { Heading } from '@anteroom/ui/heading.tsx'
import type { Picture } from '@anteroom/ui/icon.tsx'
import { clockIcon, devicesIcon, linkIcon } from '@anteroom/ui/later-icons.ts'
import { Actions, Card, Page } from '@anteroom/ui/page.tsx'
import type { Room } from '../../room.ts'
import { laterWords, words } from '../../words/words.ts'
import { Booking } from '../booking.tsx'
import { ContactWays } from '../contact-ways.tsx'
import { Sign } from '../sign.tsx'
import styles from './notice.module.css'

export type NoticeName = PhaseNameWith<'needsServer', false>

/** The appointment is worth a line where somebody may ask for it or about it; an unknown link has none. */
const showsBooking: Record<NoticeName, boolean> = {
  unknown: false,
  ended: false,
  removed: false,
  cancelled: true,
  over: true,
  'used-elsewhere': true,
  'taken-over': false,
}

const calendar =
  'M5 5.5h14a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6.5a1 1 0 0 1 1-1ZM8.5 3.5v4M15.5 3.5v4M9.7 12l4.6 4.6M14.3 12l-4.6 4.6'

const signs = {
  unknown: linkIcon,
  ended: 'door',
  removed: 'door',
  cancelled: { path: calendar },
  over: clockIcon,
  'used-elsewhere': 'lock',
  'taken-over': devicesIcon,
} as const satisfies Record<NoticeName, Picture>

/** The places where a link may lead besides a call: what it is, and what to do now. */
export function Notice({ room, view, what }: { room: Room; view: VisitView; what: NoticeName }) {
  const { title, text, way } = laterWords.notice[what]
  const { phase } = view
  const by = phase.name === 'removed' ? phase.by : null
  const isInWindow = phase.name === 'taken-over' && phase.by === 'this-browser'
  const { startTime, endTime, team } = view.session
  const { returnUrl, returnLabel } = view.settings
  const isPast = what === 'over' || what === 'cancelled'
  const isFinal = isPast || what === 'removed'
  const isUnknown = what === 'unknown'
  const says = [isInWindow ? laterWords.elsewhere.takenWindow : text]
  if (isFinal && !returnUrl) says.push(laterWords.exitScreen.mayClose)
  return (
    <Page owner={team}>
      <Card className={styles.notice}>
        <Sign name={signs[what]} />
        <Heading>{by ? laterWords.told.removed(by) : title}</Heading>
        {says.some(Boolean) && <p>{says.join(' ')}</p>}
        {showsBooking[what] && startTime && endTime && <Booking view={view} past={isPast} />}
        <p>{way(team)}</p>
        {what === 'used-elsewhere' && !keepsAnything() && <p>{laterWords.elsewhere.unsureWay(team)}</p>}
        {(isFinal || isUnknown || what === 'used-elsewhere') && (
          <ContactWays of={view.session} main={!(isFinal && returnUrl)} />
        )}
        {what === 'taken-over' && (
          <Button tone="primary" size="large" onClick={() => room.visit.takeBack()}>
            {laterWords.notice.useHere}
          </Button>
        )}
        {/* The link may have been put right meanwhile, or the line. */}
        {isUnknown && (
          <div>
            <Button tone="quiet" className={styles.again} onClick={() => location.reload()}>
              {words.call.tryAgain}
            </Button>
          </div>
        )}
        {isFinal && returnUrl && (
          <Actions>
            <ButtonLink tone="primary" href={returnUrl}>
              <bdi>{returnLabel ?? laterWords.exitScreen.return}</bdi>
            </ButtonLink>
          </Actions>
        )}
      </Card>
    </Page>
  )
}
