import { useStore } from '@anteroom/ui/use-store.ts'
import type { DevicesWithBackground } from '../../devices/blur/background.ts'
import type { DeviceProblem } from '../../devices/devices.ts'
import { Later } from '../later.tsx'
import type { Found } from './device-help.tsx'
import styles from './device-problems.module.css'

/** What is in the way of which device; one word for both when it is the same. */
export function problemsFound(microphone: DeviceProblem | null, camera: DeviceProblem | null): Found[] {
  if (microphone && microphone === camera) return [{ what: 'both', problem: microphone }]
  const found: Found[] = []
  if (microphone) found.push({ what: 'microphone', problem: microphone })
  if (camera) found.push({ what: 'camera', problem: camera })
  return found
}

/** Why a device cannot be had, and the steps to get it. */
export function DeviceProblems({ devices }: { devices: DevicesWithBackground }) {
  const microphone = useStore(devices.microphone)
  const camera = useStore(devices.camera)
  const lacksMicrophone = microphone.status === 'failed'
  const lacksCamera = camera.status === 'failed'
  const found = problemsFound(
    lacksMicrophone ? (microphone.problem ?? 'unknown') : null,
    lacksCamera ? (camera.problem ?? 'unknown') : null,
  )
  if (found.length === 0) return null
  return (
    <div className={styles.problems} role="status">
      {found.map(({ what, problem }) => (
        <Later key={what + problem}>
          {({ DeviceHelp }) => <DeviceHelp devices={devices} what={what} problem={problem} />}
        </Later>
      ))}
    </div>
  )
}
