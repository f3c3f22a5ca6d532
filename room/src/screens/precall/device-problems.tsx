import type { DevicesWithBackground } from '../../call/background/background.ts'
import type { DeviceProblem } from '../../call/devices.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Note } from '../../ui/note.tsx'
import { useStore } from '../../ui/use-store.ts'
import { browserOf } from '../../words/browser.ts'
import type { What } from '../../words/en/devices.ts'
import { words } from '../../words/words.ts'
import { CopyLink } from '../share-link.tsx'
import styles from './device-problems.module.css'

type Found = { what: What; problem: DeviceProblem }

/** What is in the way of which device; one word for both when it is the same. */
export function problemsFound(microphone: DeviceProblem | null, camera: DeviceProblem | null): Found[] {
  if (microphone && microphone === camera) return [{ what: 'both', problem: microphone }]
  const found: Found[] = []
  if (microphone) found.push({ what: 'microphone', problem: microphone })
  if (camera) found.push({ what: 'camera', problem: camera })
  return found
}

/** Why a device cannot be had, the steps to get it, and that none of it keeps anybody out. */
export function DeviceProblems({ devices, inCall = false }: { devices: DevicesWithBackground; inCall?: boolean }) {
  const microphone = useStore(devices.microphone)
  const camera = useStore(devices.camera)
  const lacksMicrophone = microphone.status === 'failed'
  const lacksCamera = camera.status === 'failed'
  const found = problemsFound(
    lacksMicrophone ? (microphone.problem ?? 'unknown') : null,
    lacksCamera ? (camera.problem ?? 'unknown') : null,
  )
  if (found.length === 0) return null
  const { withoutBoth, withoutCamera, withoutMicrophone } = words.precall
  return (
    <div className={styles.problems} role="status">
      {found.map(({ what, problem }) => (
        <Help key={what + problem} devices={devices} what={what} problem={problem} />
      ))}
      {!inCall && (
        <p>{lacksMicrophone && lacksCamera ? withoutBoth : lacksCamera ? withoutCamera : withoutMicrophone}</p>
      )}
    </div>
  )
}

/** Trying again cannot help where the page itself is the reason. */
const hopeless: readonly DeviceProblem[] = ['insecure', 'framed', 'unsupported']

function Help({ devices, what, problem }: Found & { devices: DevicesWithBackground }) {
  const where = browserOf(navigator.userAgent, navigator.maxTouchPoints)
  const { title, text, steps } = words.devices.problems[problem]
  const list = steps(what, where)
  const tryAgain = () => {
    if (what !== 'camera') devices.setWanted('microphone', true)
    if (what !== 'microphone') devices.setWanted('camera', true)
  }
  return (
    <Note icon="alert" tone="warning" title={title(what)}>
      <p>{text(what, where)}</p>
      {list.length > 0 && (
        <details className={styles.steps}>
          <summary>{words.devices.howTo}</summary>
          <ol>
            {list.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </details>
      )}
      <div className={styles.ways}>
        {!hopeless.includes(problem) && (
          <Button size="small" onClick={tryAgain}>
            {words.devices.tryAgain}
          </Button>
        )}
        {problem === 'background' && (
          <Button size="small" onClick={() => devices.setBlurred(false)}>
            {words.devices.showUnblurred}
          </Button>
        )}
        {problem === 'framed' && (
          <ButtonLink size="small" href={location.href} target="_blank" rel="noopener">
            {words.devices.newTab}
          </ButtonLink>
        )}
        {problem === 'unsupported' && <CopyLink url={location.href} size="small" />}
      </div>
    </Note>
  )
}
