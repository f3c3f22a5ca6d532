import { Button } from '@anteroom/ui/button.tsx'
import { Icon, type Picture } from '@anteroom/ui/icon.tsx'
import { pageMenuIcon } from '@anteroom/ui/later-icons.ts'
import { Note } from '@anteroom/ui/note.tsx'
import type { DevicesWithBackground } from '../../devices/blur/background.ts'
import type { DeviceProblem } from '../../devices/devices.ts'
import { browserOf } from '../../words/browser.ts'
import type { What, Where } from '../../words/en/later/devices.ts'
import { laterWords } from '../../words/words.ts'
import { NewTab } from '../new-tab.tsx'
import { CopyLink } from '../share-link.tsx'
import { type Step, Steps } from '../steps.tsx'
import styles from './device-help.module.css'
import { lasting } from './lasting.ts'

export type Found = { what: What; problem: DeviceProblem }

/** Trying again cannot help where the page itself is the reason. */
const hopeless: readonly DeviceProblem[] = ['insecure', 'framed', 'unsupported']

type Props = Found & { devices: DevicesWithBackground }

/** What is in the way of a device, in words for this browser and system, and the ways on. */
export function DeviceHelp({ devices, what, problem: found }: Props) {
  const where = browserOf(navigator.userAgent, navigator.maxTouchPoints)
  // The browser inside an app has no settings of its own, and often may not ask at all: the way is out of it.
  const problem = found === 'denied' && where.browser === 'in-app' ? 'unsupported' : found
  const { title, text, steps } = laterWords.devices.problems[problem]
  const told = text(what, where)
  const list = steps(what, where).map(
    (text, at): Step => ({ text, ...(problem === 'denied' && pictureOf(what, where, at)) }),
  )
  const tryAgain = () => {
    if (what !== 'camera') devices.setWanted('microphone', true)
    if (what !== 'microphone') devices.setWanted('camera', true)
  }
  const ways = (
    <div className={styles.ways}>
      {!hopeless.includes(problem) && (
        <Button
          tone={lasting.includes(problem) ? 'secondary' : 'primary'}
          aria-label={laterWords.devices.tryAgainWith(what)}
          onClick={tryAgain}
        >
          {laterWords.devices.tryAgain}
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
      {told && <p>{told}</p>}
      <div className={styles.out}>
        {list.length > 0 && <Steps steps={list} />}
        {ways}
      </div>
    </Note>
  )
}

/** What there is to be found at the address, where all versions of a browser draw the same. */
function pictureOf(what: What, { browser, system }: Where, at: number): Omit<Step, 'text'> {
  if (system === 'ios') return browser === 'safari' && at < 2 ? { picture: at === 0 ? pageMenuIcon : 'more' } : {}
  if (at > 0) return {}
  if (browser === 'firefox' && system !== 'android') {
    return { children: <AddressBar symbol={what === 'microphone' ? 'microphone-off' : 'camera-off'} /> }
  }
  if (browser === 'chrome') return { children: <AddressBar symbol="settings" /> }
  return browser === 'edge' || browser === 'samsung' ? { children: <AddressBar symbol="lock" /> } : {}
}

/** As the top of the browser looks. */
function AddressBar({ symbol }: { symbol: Picture }) {
  return (
    <div className={styles.bar} aria-hidden="true">
      <span>
        <Icon name={symbol} size={20} />
      </span>
      <bdi translate={false}>{location.host}</bdi>
    </div>
  )
}
