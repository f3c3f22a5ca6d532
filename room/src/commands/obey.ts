import type { CallLayout, CommandDevice, CommandRefusal } from '@anteroom/contract/embedding-commands'
import { maxNameLength } from '@anteroom/contract/max-lengths'
import { plainName } from '@anteroom/contract/names'
import { phases } from '@anteroom/contract/phases'
import type { Announce } from '@anteroom/ui/announcer.tsx'
import type { Clock } from '@anteroom/ui/ground/clock.ts'
import type { Store } from '@anteroom/ui/ground/store.ts'
import { type Desk, isAllowed } from '../desk/desk.ts'
import type { Room } from '../room.ts'
import type { Screen } from '../screen.ts'
import type { Obey } from '../visit/parent-commands.ts'
import { words } from '../words/words.ts'
import { createDeviceQuestion } from './device-question.ts'
import { untilTrue } from './until-true.ts'

export type Options = { room: Room; screen: Store<Screen>; announce: Announce; clock: Clock; until: AbortSignal }

/** Carries out what the page around the room asks for, as far as its person could do it here themselves. */
export function createObey({ room, screen, announce, clock, until }: Options): Obey {
  const { visit, devices } = room
  const question = createDeviceQuestion({ room, clock, until })
  const phase = () => visit.view.get().phase.name

  /** At once, whoever asks: it takes nothing from anybody. */
  async function mute(device: CommandDevice): Promise<CommandRefusal | null> {
    if (!phases[phase()].holdsDevices) return 'wrong-phase'
    if (!devices[device].get().wanted) return null
    devices.setWanted(device, false)
    announce(words.call[`${device}Off`])
    return null
  }

  async function setName(name: string): Promise<CommandRefusal | null> {
    if (phase() !== 'precall') return 'wrong-phase'
    if (visit.view.get().me.nameGiven) return 'not-allowed'
    if (name.length > maxNameLength || !plainName(name).trim()) return 'malformed'
    room.name.set(plainName(name).trim())
    return null
  }

  async function inCall(act: (desk: Desk) => CommandRefusal | null | Promise<CommandRefusal | null>) {
    const shown = screen.get()
    return shown.name === 'in-call' ? act(shown.desk) : 'wrong-phase'
  }

  /** It is open as soon as the chat's code is there; who leaves before has none. */
  async function openChat(desk: Desk): Promise<CommandRefusal | null> {
    if (!isAllowed('chat', visit.view.get().settings)) return 'not-allowed'
    desk.panel.set('chat')
    const isThere = () => desk.parts.get().some(({ id }) => id === 'chat')
    const isGone = () => screen.get().name !== 'in-call'
    const hasFailed = () => desk.failed.get().includes('chat')
    await untilTrue(() => isThere() || isGone() || hasFailed(), [desk.parts, desk.failed, screen], until)
    return isGone() ? 'wrong-phase' : isThere() ? null : 'failed'
  }

  function closeChat(desk: Desk) {
    if (desk.panel.get() === 'chat') desk.panel.set(null)
    return null
  }

  function setLayout(desk: Desk, layout: CallLayout) {
    desk.preferences.set({ ...desk.preferences.get(), layout })
    return null
  }

  async function hangUp(): Promise<CommandRefusal | null> {
    const isInCall = () => phases[phase()].isInCall
    if (!isInCall()) return 'wrong-phase'
    room.leave()
    await untilTrue(() => !isInCall() || room.goingTo.get() !== null, [visit.view, room.goingTo], until)
    return null
  }

  return async (command) => {
    switch (command.command) {
      case 'mute':
        return mute(command.value)
      case 'askToUnmute':
        return question.ask(command.value)
      case 'setName':
        return setName(command.value)
      case 'setLayout':
        return inCall((desk) => setLayout(desk, command.value))
      case 'openChat':
        return inCall(openChat)
      case 'closeChat':
        return inCall(closeChat)
      case 'hangUp':
        return hangUp()
      default:
        return command satisfies never
    }
  }
}
