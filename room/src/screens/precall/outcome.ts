import type { ConnectionCheck } from '@anteroom/contract/api/connection-check'
import type { LaterWords } from '../../words/words.ts'

export type Outcome = { tone: 'good' | 'weak' | 'bad'; says: keyof LaterWords['check'] & string }

/** What the whole check comes to: what is most in the way, or that nothing is. */
export function outcomeOf({ browser, camera, microphone, reachability, bandwidth }: ConnectionCheck): Outcome {
  if (browser.status === 'failed') return { tone: 'bad', says: 'noBrowser' }
  if (reachability.detail === 'no-server') return { tone: 'bad', says: 'noServer' }
  if (reachability.status === 'failed') return { tone: 'bad', says: 'noWay' }
  if (bandwidth.detail === 'sound-only') return { tone: 'weak', says: 'soundOnly' }
  if (bandwidth.detail === 'weak') return { tone: 'weak', says: 'weak' }
  if (reachability.status === 'warning') return { tone: 'weak', says: 'hardWay' }
  const lacks = [camera, microphone].map(({ status }) => status === 'failed')
  if (lacks[0] && lacks[1]) return { tone: 'weak', says: 'noDevices' }
  if (lacks[0]) return { tone: 'weak', says: 'noCamera' }
  if (lacks[1]) return { tone: 'weak', says: 'noMicrophone' }
  return { tone: 'good', says: 'good' }
}
