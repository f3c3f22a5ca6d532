import type { CommandDevice, CommandRefusal } from '@anteroom/contract/embedding-commands'
import { phases } from '@anteroom/contract/phases'
import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { createStore } from '@anteroom/ui/ground/store.ts'
import { limited } from '@anteroom/ui/ground/within.ts'
import type { Room } from '../room.ts'
import { withLaterWords } from '../words/languages.ts'
import { untilTrue } from './until-true.ts'

/** Who has not answered by then does not look, or does not want to. */
const answerWithinMs = 60_000
/** A browser may ask in its turn, and a camera may take its time. */
const startsWithinMs = 30_000
/** Who has said no is left alone for a while. */
const notAgainWithinMs = 30_000

type Options = { room: Pick<Room, 'visit' | 'devices'>; clock: Clock; until: AbortSignal }

/**
 * A device goes on by a press in the room alone, so the page around may only have its person asked: one question at a time,
 * which goes away when it is answered, or settled otherwise.
 */
export function createDeviceQuestion({ room: { visit, devices }, clock, until }: Options) {
  let isOpen = false
  let quietUntil = Number.NEGATIVE_INFINITY

  async function ask(device: CommandDevice): Promise<CommandRefusal | null> {
    const state = devices[device]
    const isOn = () => state.get().status === 'on'
    const isElsewhere = () => !phases[visit.view.get().phase.name].holdsDevices
    if (isElsewhere()) return 'wrong-phase'
    if (isOn()) return null
    if (isOpen) return 'busy'
    if (clock.now() < quietUntil) return 'declined'
    isOpen = true
    try {
      const { showQuestion } = await withLaterWords(import('./show-question.tsx'))
      const answer = createStore<'yes' | 'no' | null>(null)
      const asking = limited(clock, answerWithinMs, until)
      const take = showQuestion(device, answer.set)
      await untilTrue(() => answer.get() !== null || isOn() || isElsewhere(), [answer, state, visit.view], asking)
      take()
      if (isElsewhere()) return 'wrong-phase'
      if (answer.get() === 'yes') return await switchOn(device)
      if (isOn()) return null
      quietUntil = clock.now() + notAgainWithinMs
      return 'declined'
    } finally {
      isOpen = false
    }
  }

  async function switchOn(device: CommandDevice): Promise<CommandRefusal | null> {
    const state = devices[device]
    devices.setWanted(device, true)
    const isSettled = () => state.get().status !== 'asking'
    await untilTrue(isSettled, [state], limited(clock, startsWithinMs, until))
    return state.get().status === 'on' ? null : 'failed'
  }

  return { ask }
}
