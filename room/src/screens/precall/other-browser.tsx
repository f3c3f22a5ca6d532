import type { VisitView } from '@anteroom/contract/realtime'
import { Button } from '@anteroom/ui/button.tsx'
import { Heading } from '@anteroom/ui/heading.tsx'
import { Card, Page } from '@anteroom/ui/page.tsx'
import { browserOf } from '../../words/browser.ts'
import { words } from '../../words/words.ts'
import { ShareLink } from '../share-link.tsx'
import styles from './other-browser.module.css'

type Props = { view: VisitView; why: 'insecure' | 'unsupported'; onGoOn: () => void }

/** Before anything is filled in: the way into a browser that can do more, or on in this one. */
export function OtherBrowser({ view: { session }, why, onGoOn }: Props) {
  const text = words.otherBrowser
  const { system } = browserOf(navigator.userAgent, navigator.maxTouchPoints)
  const browser = system === 'ios' || system === 'mac' ? text.browser.apple : text.browser.others
  const canCall = typeof RTCPeerConnection === 'function'
  return (
    <Page owner={session.team}>
      <Card>
        <Heading>{why === 'insecure' ? text.insecureTitle : text.title}</Heading>
        <p>{why === 'insecure' ? text.insecureText : text.text}</p>
        {why === 'unsupported' && (
          <>
            <ol className={styles.steps}>
              {text.steps(browser).map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            <ShareLink url={location.href} title={session.name ?? session.team} />
            <p>{text.scan}</p>
          </>
        )}
        {canCall && (
          <div className={styles.goOn}>
            <p>{text.goOnText}</p>
            <Button wide onClick={onGoOn}>
              {text.goOn}
            </Button>
          </div>
        )}
      </Card>
    </Page>
  )
}
