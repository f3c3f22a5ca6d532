import type { VisitView } from '@anteroom/contract/realtime'
import { Button } from '@anteroom/ui/button.tsx'
import { Heading } from '@anteroom/ui/heading.tsx'
import { browserOf } from '../words/browser.ts'
import { laterWords, words } from '../words/words.ts'
import { ShareLink } from './share-link.tsx'
import { Sign } from './sign.tsx'
import styles from './steps.module.css'

/**
 * This browser has a camera and nothing that carries a call. On Apple's devices that is Lockdown Mode, which holds for every
 * browser there: another one would not help, and one website can be let out of it.
 */
export function NoCallsHere({ view: { session } }: { view: VisitView }) {
  const text = laterWords.otherBrowser.noCalls
  const { system, browser } = browserOf(navigator.userAgent, navigator.maxTouchPoints)
  const isLocked = system === 'ios' || (system === 'mac' && browser === 'safari')
  const place = browser !== 'safari' ? 'app' : system === 'ios' ? 'ios' : 'mac'
  const title = session.name ?? session.team
  const steps = isLocked ? text.lockdownSteps[place] : text.steps(laterWords.otherBrowser.browser.others)
  return (
    <>
      <Sign name={isLocked ? 'lock' : 'alert'} />
      <Heading>{isLocked ? text.lockdownTitle : text.title}</Heading>
      <p>{isLocked ? text.lockdownText : text.text}</p>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {isLocked ? (
        <>
          <p>{text.again}</p>
          <Button tone="primary" size="large" onClick={() => location.reload()}>
            {words.broken.button}
          </Button>
          <details className={styles.elsewhere}>
            <summary>{text.elsewhere}</summary>
            <Elsewhere title={title} />
          </details>
        </>
      ) : (
        <Elsewhere title={title} />
      )}
    </>
  )
}

function Elsewhere({ title }: { title: string }) {
  return (
    <div className={styles.copy}>
      <ShareLink url={location.href} title={title} />
      <p>{laterWords.otherBrowser.scan}</p>
    </div>
  )
}
