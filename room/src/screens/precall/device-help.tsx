import { Button } from '@anteroom/ui/button.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import type { DevicesWithBackground } from '../../devices/blur/background.ts'
import type { DeviceProblem } from '../../devices/devices.ts'
import { browserOf } from '../../words/browser.ts'
import type { What } from '../../words/en/later/devices.ts'
import { laterWords } from '../../words/words.ts'
import { NewTab } from '../new-tab.tsx'
import { CopyLink } from '../share-link.tsx'
import styles from './device-problems.module.css'
import { lasting } from './lasting.ts'

/** Where its person has to say yes: the browser asks again, or the steps lead to where it would. */
const asked: readonly DeviceProblem[] = ['denied', 'dismissed']

export type Found = { what: What; problem: DeviceProblem }

/** Trying again cannot help where the page itself is the reason. */
const hopeless: readonly DeviceProblem[] = ['insecure', 'framed', 'unsupported']

type Props = Found & {
  devices: DevicesWithBackground
  /** Where there is time to read. */
  inPrecall: boolean
}

/** What is in the way of a device, in words for this browser and system, and the ways on. */
export function DeviceHelp({ devices, what, problem: found, inPrecall }: Props) {
  const where = browserOf(navigator.userAgent, navigator.maxTouchPoints)
  // The browser inside an app has no settings of its own, and often may not ask at all: the way is out of it.
  const problem = found === 'denied' && where.browser === 'in-app' ? 'unsupported' : found
  const { title, text, steps } = laterWords.devices.problems[problem]
  const list = steps(what, where)
  const tryAgain = () => {
    if (what !== 'camera') devices.setWanted('microphone', true)
    if (what !== 'microphone') devices.setWanted('camera', true)
  }
  const ways = (
    <div className={styles.ways}>
      {!hopeless.includes(problem) && (
        <Button tone={lasting.includes(problem) ? 'secondary' : 'primary'} onClick={tryAgain}>
          {asked.includes(problem) ? laterWords.devices.allow(what) : laterWords.devices.tryAgain}
        </Button>
      )}
      {problem === 'background' && (
        <Button size="small" onClick={() => devices.setBlurred(false)}>
          {laterWords.devices.showUnblurred}
        </Button>
      )}
      {problem === 'framed' && <NewTab />}
      {problem === 'unsupported' && <CopyLink url={location.href} size="small" />}
    </div>
  )
  return (
    <Note icon="alert" tone="warning" title={title(what)}>
      <p>{text(what, where)}</p>
      {asked.includes(problem) && ways}
      {list.length > 0 && (
        <details className={styles.steps} open={inPrecall}>
          <summary>{laterWords.devices.howTo}</summary>
          <ol>
            {list.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </details>
      )}
      {!asked.includes(problem) && ways}
    </Note>
  )
}
