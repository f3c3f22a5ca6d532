import type { VisitView } from '@anteroom/contract/realtime'
import { Button } from '@anteroom/ui/button.tsx'
import { Heading } from '@anteroom/ui/heading.tsx'
import { Card, Page } from '@anteroom/ui/page.tsx'
import { browserOf } from '../../words/browser.ts'
import { laterWords } from '../../words/words.ts'
import { NoCallsHere } from '../no-calls-here.tsx'
import { OtherDevice } from '../other-device.tsx'
import { CopyLink } from '../share-link.tsx'
import { Sign } from '../sign.tsx'
import styles from '../steps.module.css'
import { Steps } from '../steps.tsx'

type Props = { view: VisitView; why: 'insecure' | 'unsupported' | 'no-calls'; onGoOn: () => void }

/** Before anything is filled in: the way into a browser that can do more, or on in this one. */
export function OtherBrowser({ view, why, onGoOn }: Props) {
  const { session, settings, me } = view
  const text = laterWords.otherBrowser
  const { system } = browserOf(navigator.userAgent, navigator.maxTouchPoints)
  const browser = system === 'ios' || system === 'mac' ? text.browser.apple : text.browser.others
  if (why === 'no-calls') {
    // Whoever waits can at least be written to.
    const mayWait = me.role === 'GUEST' && settings.plugins.includes('waiting-room')
    return (
      <Page owner={session.team}>
        <Card>
          <NoCallsHere />
          {mayWait && <GoOn text={text.noCalls.goOnText(session.team)} button={text.noCalls.goOn} onGoOn={onGoOn} />}
        </Card>
      </Page>
    )
  }
  const copy = (
    <div className={styles.copy}>
      <CopyLink url={location.href} hides tone="primary" wide />
    </div>
  )
  return (
    <Page owner={session.team}>
      <Card className={styles.words}>
        <Sign name={why === 'insecure' ? 'alert' : 'globe'} />
        <Heading>{why === 'insecure' ? text.insecureTitle : text.title}</Heading>
        <p>{why === 'insecure' ? text.insecureText : text.text}</p>
        {why === 'unsupported' && (
          <>
            <Steps
              steps={text.noCalls.steps(browser).map((step, at) => ({ text: step, children: at === 0 && copy }))}
            />
            <p>{text.menu(browser)}</p>
            <OtherDevice />
          </>
        )}
        {'RTCPeerConnection' in window && <GoOn text={text.goOnText} button={text.goOn} onGoOn={onGoOn} />}
      </Card>
    </Page>
  )
}

function GoOn({ text, button, onGoOn }: { text: string; button: string; onGoOn: () => void }) {
  return (
    <div className={styles.goOn}>
      <p>{text}</p>
      <Button tone="quiet" onClick={onGoOn}>
        {button}
      </Button>
    </div>
  )
}
