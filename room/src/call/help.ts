import type { VisitView } from '@anteroom/contract/realtime'
import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { createStore, type Store } from '@anteroom/ui/ground/store.ts'
import type { DeviceState } from '../devices/types.ts'
import type { Channel } from './data.ts'

/** What somebody cannot do. Keys travel and no sentences: each side reads its own language. */
export const troubles = ['hear', 'see', 'heard', 'seen', 'other'] as const
export type Trouble = (typeof troubles)[number]

/** What a host answers with one press. */
export const answers = ['speaker', 'volume', 'unmute', 'video', 'reload', 'chat'] as const
export type HelpAnswer = (typeof answers)[number]

export const deviceStates = ['on', 'off', 'failed'] as const
export type HelpDevice = (typeof deviceStates)[number]
export type HelpDevices = { microphone: HelpDevice; camera: HelpDevice }

/** How it stands with what we have asked for. `by`: the host who has read it, or answered. */
export type HelpState =
  | { name: 'asking' }
  | { name: 'read'; by: string }
  | { name: 'answered'; by: string; answer: HelpAnswer }
  /** The hosts' pages are from before there was this, or cannot be reached. */
  | { name: 'unheard' }

export type Help = {
  /** Null while nothing is asked for. */
  state: Store<HelpState | null>
  ask(trouble: Trouble): void
  /** The answer has been read. */
  close(): void
}

const heardWithinMs = 6_000

type Options = {
  channel: Channel
  view: Store<VisitView>
  devices: Record<keyof HelpDevices, Store<DeviceState>>
  clock: Clock
  until: AbortSignal
}

/** Tells the hosts in the call what is wrong here, from browser to browser, and hears what they say. */
export function createHelp({ channel, view, devices, clock, until }: Options): Help {
  const state = createStore<HelpState | null>(null)
  let stopWaiting = () => {}
  const hosts = () => view.get().people.filter(({ role }) => role === 'HOST')

  channel.subscribe(({ visitId, name: by }, data) => {
    // Each browser believes only people who are hosts by the server's word.
    if (!state.get() || !hosts().some((host) => host.visitId === visitId)) return
    const answer = memberOf(data, 'answer', answers)
    if (answer) state.set({ name: 'answered', by, answer })
    else if (isRead(data) && state.get()?.name !== 'answered') state.set({ name: 'read', by })
    else return
    stopWaiting()
  }, until)

  return {
    state,
    ask(trouble) {
      const { microphone, camera } = devices
      // A host's page from before there was this reads that something else is wrong.
      const isNew = trouble === 'heard' || trouble === 'seen'
      const what = isNew ? { trouble: 'other', about: trouble } : { trouble }
      const said = { ...what, devices: { microphone: deviceOf(microphone.get()), camera: deviceOf(camera.get()) } }
      state.set({ name: 'asking' })
      for (const { visitId } of hosts()) channel.send(said, visitId)
      stopWaiting()
      stopWaiting = clock.after(heardWithinMs, () => state.set({ name: 'unheard' }), until)
    },
    close: () => state.set(null),
  }
}

const deviceOf = ({ status }: DeviceState): HelpDevice =>
  status === 'on' ? 'on' : status === 'failed' ? 'failed' : 'off'

/** The other browser is not ours to trust: what is none of these is dropped. */
function memberOf<Member extends string>(data: unknown, name: string, known: readonly Member[]): Member | undefined {
  const said = typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[name] : undefined
  return known.find((one) => one === said)
}

const isRead = (data: unknown) => typeof data === 'object' && data !== null && 'read' in data && data.read === true
