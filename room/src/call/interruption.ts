import type { VisitView } from '@anteroom/contract/realtime'
import { createStore, type Store } from '@anteroom/ui/ground/store.ts'
import type { Devices } from '../devices/devices.ts'
import type { Channel } from './data.ts'

type Options = {
  channel: Channel
  view: Store<VisitView>
  devices: Pick<Devices, 'microphone' | 'camera'>
  until: AbortSignal
}

/**
 * Tells the others when a phone call or another app has taken our camera or microphone, and hears who else it happens
 * to (visit ids): nobody takes silence for leaving.
 */
export function shareInterruptions({ channel, view, devices, until }: Options): Store<readonly string[]> {
  const interrupted = createStore<readonly string[]>([])
  let told = false
  let pages = new Set<string>()

  const isMine = () => devices.microphone.get().interrupted || devices.camera.get().interrupted
  function look() {
    if (told === isMine()) return
    told = isMine()
    channel.send({ interrupted: told })
  }

  /** Somebody who leaves is no longer interrupted; a new page has to be told. */
  function follow() {
    const { people } = view.get()
    const staying = interrupted.get().filter((id) => people.some(({ visitId }) => visitId === id))
    if (staying.length < interrupted.get().length) interrupted.set(staying)
    const before = pages
    pages = new Set(people.map(({ visitId, generation }) => `${visitId} ${generation}`))
    if (told && [...pages].some((page) => !before.has(page))) channel.send({ interrupted: true })
  }

  follow()
  view.subscribe(follow, until)
  devices.microphone.subscribe(look, until)
  devices.camera.subscribe(look, until)
  channel.subscribe(({ visitId }, data) => {
    if (typeof data !== 'object' || data === null || !('interrupted' in data)) return
    const others = interrupted.get().filter((id) => id !== visitId)
    const isIn = others.length < interrupted.get().length
    if (data.interrupted === true && !isIn) interrupted.set([...others, visitId])
    if (data.interrupted === false && isIn) interrupted.set(others)
  }, until)
  look()
  return interrupted
}
