import { type Phase, phases } from '@anteroom/contract/phases'
import type { Speakers } from '../words/who-speaks.ts'
import { words } from '../words/words.ts'

/**
 * What a screen reader tells follows from comparing these, before and now: where the visit is, and how things stand in
 * a call.
 */
export type Facts = Speakers & {
  phase: Phase
  call: CallFacts | null
}

type Someone = { visitId: string; name: string }

/** `raised`, `interrupted` and `paused` are visit ids: whose hand is up, whose devices were taken, whose camera rests. */
export type CallFacts = {
  people: readonly Someone[]
  locked: boolean
  raised: readonly string[]
  interrupted: readonly string[]
  paused: readonly string[]
  ownLineIsGood: boolean
  /** Who made us a host, until the notice of it is dismissed. */
  madeHostBy: string | null
  /** Whether we are no host any more, until the notice of it is dismissed. */
  isNoHost: boolean
}

/** What is told to somebody who does not see the change, in the order in which it is read. */
export function toldBetween(before: Facts, now: Facts): string[] {
  return [...ofTheWay(before, now), ...whileWaiting(before, now), ...(now.call ? inTheCall(before.call, now.call) : [])]
}

/** What somebody is called back for who looks at another window: it is their turn. */
export function calledBackFor({ phase: before }: Facts, { phase }: Facts): string | null {
  if (phase.name === 'precall' && before.name === 'too-early') return words.told.mayJoin
  const isBroughtIn = phase.name === 'in-call' && (phases[before.name].isAtDoor || before.name === 'on-hold')
  return isBroughtIn ? (before.name === 'on-hold' ? words.told.resumed : words.told.letIn) : null
}

/** Who brought them where they are now, where the new screen's heading does not say it. */
function ofTheWay({ phase: before }: Facts, { phase, decider }: Facts): string[] {
  if (before.name === phase.name) return []
  if (phase.name === 'in-call' && phases[before.name].isAtDoor) return [words.told.letIn]
  if (phase.name === 'in-call' && before.name === 'on-hold') return [words.told.resumed]
  if (phase.name === 'waiting' && phase.sentBack) return [words.told.sentBack(decider)]
  if (phase.name === 'exit' && phase.by) return [words.told.endedBy(phase.by)]
  return []
}

function whileWaiting({ phase: before, host: hostBefore }: Facts, { phase, author, decider, host }: Facts): string[] {
  if (before.name !== 'waiting' || phase.name !== 'waiting') return []
  const { message, turnedAway, locked, ahead, moving } = phase
  const said: string[] = []
  if (message && message !== before.message) said.push(`${words.waiting.message(author)}: ${message}`)
  if (!moving) {
    if (turnedAway && !before.turnedAway) said.push(words.waiting.turnedAway(decider))
    if (!turnedAway && before.turnedAway) said.push(words.waiting.knocked)
    if (host && !hostBefore && !turnedAway && !locked) said.push(words.waiting.started(host))
    if (locked !== before.locked) said.push(locked ? words.hosts.locked : words.hosts.unlocked)
  }
  if (!turnedAway && ahead < before.ahead) {
    said.push(ahead > 0 ? words.waiting.ahead(ahead) : host ? words.waiting.next : words.waiting.first)
  }
  return said
}

/** Somebody who comes into a call sees how things are; what is wrong there is told all the same. */
function inTheCall(before: CallFacts | null, now: CallFacts): string[] {
  const said: string[] = []
  const { people } = now
  const each = (some: readonly Someone[], say: (name: string) => string) => {
    for (const { name } of some) said.push(say(name))
  }
  const anew = (ids: readonly string[], known: readonly string[]) =>
    people.filter(({ visitId }) => ids.includes(visitId) && !known.includes(visitId))
  if (before) {
    if (!before.ownLineIsGood && now.ownLineIsGood) said.push(words.stage.ownGood)
  }
  const paused = people.filter(({ visitId }) => now.paused.includes(visitId))
  const werePaused = before?.people.filter(({ visitId }) => before.paused.includes(visitId)) ?? []
  if (idsOf(paused) !== idsOf(werePaused)) each(paused, words.resilience.videoPausedOf)
  if (now.madeHostBy !== null && (before?.madeHostBy ?? null) === null) said.push(words.hosts.madeHost(now.madeHostBy))
  if (now.isNoHost && !before?.isNoHost) said.push(words.hosts.unmadeHost)
  if (before) {
    each(without(people, before.people), words.call.joined)
    each(without(before.people, people), words.call.left)
    each(anew(now.raised, before.raised), words.call.raisedHand)
    if (now.locked !== before.locked) said.push(now.locked ? words.hosts.locked : words.hosts.unlocked)
    each(anew(now.interrupted, before.interrupted), words.resilience.interruptedOf)
  }
  return said
}

const idsOf = (people: readonly Someone[]) => people.map(({ visitId }) => visitId).join()
const without = (people: readonly Someone[], others: readonly Someone[]) =>
  people.filter(({ visitId }) => !others.some((other) => other.visitId === visitId))
