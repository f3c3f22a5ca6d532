import type { ConnectionCheck } from '@anteroom/contract/api/connection-check'
import type { Finding } from '@anteroom/contract/realtime'

/** What the people who let somebody in should know of that person's check. */
export function findingsOf({ browser, camera, microphone, reachability, bandwidth }: ConnectionCheck): Finding[] {
  // Whatever else there is does not matter then.
  if (browser.detail === 'no-webrtc') return ['no-calls']
  const findings: Finding[] = []
  const [lacksCamera, lacksMicrophone] = [camera, microphone].map(({ status }) => status === 'failed')
  if (lacksCamera && lacksMicrophone) findings.push('no-devices')
  else if (lacksCamera || bandwidth.detail === 'sound-only') findings.push('sound-only')
  else if (lacksMicrophone) findings.push('no-microphone')
  if (bandwidth.status === 'warning' || bandwidth.status === 'failed') findings.push('weak-line')
  if (reachability.detail === 'no-relay') findings.push('no-relay')
  if (reachability.detail === 'no-way') findings.push('no-way')
  return findings
}
