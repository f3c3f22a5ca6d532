import type { VisitView } from '@anteroom/contract/realtime'
import { createStore, type Store } from '@anteroom/ui/ground/store.ts'
import type { Channel } from '../../../call/data.ts'
import type { HelpAnswer, HelpDevice, HelpDevices, Trouble } from '../../../call/help.ts'
import { words } from '../../../words/words.ts'

export type Asked = { visitId: string; name: string; trouble: Trouble; devices: HelpDevices }

/** A host's side: who asks for help. */
export type HelpDesk = {
  asked: Store<readonly Asked[]>
  answer(visitId: string, answer: HelpAnswer): void
  close(visitId: string): void
}

type Options = { channel: Channel; view: Store<VisitView>; until: AbortSignal }

export function createHelpDesk({ channel, view, until }: Options): HelpDesk {
  const asked = createStore<readonly Asked[]>([])
  const without = (visitId: string) => asked.get().filter((one) => one.visitId !== visitId)

  channel.subscribe((from, data) => {
    const [about, plain] = ['about', 'trouble'].map((name) => known(words.help.asks, memberOf(data, name)))
    const trouble = about ?? plain
    const isHere = view.get().people.some(({ visitId }) => visitId === from.visitId)
    if (!trouble || !isHere) return
    const one: Asked = { ...from, trouble, devices: devicesOf(data) }
    // Whoever presses again and again is heard once.
    const before = asked.get().find(({ visitId }) => visitId === from.visitId)
    if (JSON.stringify(one) !== JSON.stringify(before)) asked.set([...without(from.visitId), one])
    channel.send({ read: true }, from.visitId)
  }, until)
  view.subscribe(() => {
    const { people } = view.get()
    const here = asked.get().filter((one) => people.some(({ visitId }) => visitId === one.visitId))
    if (here.length < asked.get().length) asked.set(here)
  }, until)

  return {
    asked,
    answer(visitId, answer) {
      channel.send({ answer }, visitId)
      asked.set(without(visitId))
    },
    close: (visitId) => asked.set(without(visitId)),
  }
}

/** What has words is known. The other browser is not ours to trust: anything else is dropped. */
function known<Key extends string>(keys: Record<Key, unknown>, said: unknown): Key | undefined {
  return typeof said === 'string' && Object.hasOwn(keys, said) ? (said as Key) : undefined
}

const memberOf = (data: unknown, name: string): unknown =>
  typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[name] : undefined

function devicesOf(data: unknown): HelpDevices {
  const devices = memberOf(data, 'devices')
  const { microphone, camera } = words.help
  const stateOf = (states: Record<HelpDevice, string>, kind: string) => known(states, memberOf(devices, kind)) ?? 'off'
  return { microphone: stateOf(microphone, 'microphone'), camera: stateOf(camera, 'camera') }
}
