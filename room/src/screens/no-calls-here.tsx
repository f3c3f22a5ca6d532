import { Button } from '@anteroom/ui/button.tsx'
import { Heading } from '@anteroom/ui/heading.tsx'
import { pageMenuIcon } from '@anteroom/ui/later-icons.ts'
import { browserOf } from '../words/browser.ts'
import { laterWords, words } from '../words/words.ts'
import { OtherDevice } from './other-device.tsx'
import { CopyLink } from './share-link.tsx'
import { Sign } from './sign.tsx'
import styles from './steps.module.css'
import { type Step, Steps } from './steps.tsx'

/**
 * This browser has a camera and nothing that carries a call. On Apple's devices that is Lockdown Mode, which holds for every
 * browser there: another one would not help, and one website can be let out of it.
 */
export function NoCallsHere() {
  const { system, browser } = browserOf(navigator.userAgent, navigator.maxTouchPoints)
  const isLocked = system === 'ios' || (system === 'mac' && browser === 'safari')
  if (!isLocked) return <WithoutCalls />
  return <Locked place={browser !== 'safari' ? 'app' : system === 'ios' ? 'ios' : 'mac'} />
}

function Locked({ place }: { place: 'ios' | 'mac' | 'app' }) {
  const text = laterWords.otherBrowser.noCalls
  const pictures = place === 'ios' ? ([pageMenuIcon, 'more'] as const) : []
  const steps: Step[] = text.lockdownSteps[place].map((step, at) => ({ text: step, picture: pictures[at] }))
  return (
    <>
      <Sign name="lock" />
      <Heading>{text.lockdownTitle}</Heading>
      <p>{text.lockdownText}</p>
      <Steps steps={steps} />
      <Button tone="primary" wide onClick={() => location.reload()}>
        {words.broken.button}
      </Button>
      <OtherDevice>
        <div className={styles.copy}>
          <CopyLink url={location.href} hides />
        </div>
      </OtherDevice>
    </>
  )
}

function WithoutCalls() {
  const { noCalls: text, browser } = laterWords.otherBrowser
  const copy = (
    <div className={styles.copy}>
      <CopyLink url={location.href} hides tone="primary" wide />
    </div>
  )
  return (
    <>
      <Sign name="alert" />
      <Heading>{text.title}</Heading>
      <p>{text.text}</p>
      <Steps steps={text.steps(browser.others).map((step, at) => ({ text: step, children: at === 0 && copy }))} />
      <OtherDevice />
    </>
  )
}
