import { type LeftReason, neededFeatures, type RoomMessage, unwrapFromPage, wrap } from '@anteroom/contract/embedding'
import { type AnswerMessage, commandNames } from '@anteroom/contract/embedding-commands'
import { type Phase, phases } from '@anteroom/contract/phases'
import type { Clock } from '@anteroom/ui/ground/clock.ts'
import type { Store } from '@anteroom/ui/ground/store.ts'
import { answerCommands, type ParentCommands } from './parent-commands.ts'
import type { Visit } from './visit.ts'

type Options = {
  room: {
    visit: Pick<Visit, 'view'>
    /** Where the page is on its way to. */
    goingTo: Store<string | null>
    leave(): void
  }
  /** The sites that may show this page in a frame, and so may hear of it; null for every secure one. */
  frameOrigins: readonly string[] | null
  clock: Clock
  until: AbortSignal
}

/** Pages that listen by themselves need not answer. */
const heardWithinMs = 500

export type ParentPage = {
  /**
   * Until the page around has heard that the visit has left, or has had half a second for it. A message from a frame that is
   * already at another address comes from nobody, and would not be believed.
   */
  heard(): Promise<void>
  /** What carries out its commands, once the room is drawn. */
  obey: ParentCommands['obey']
}

/** In a frame, tells the page around it what becomes of the visit, and does what it asks. Never names or the link. */
export function speakToParent({ room: { visit, goingTo, leave }, frameOrigins, clock, until }: Options): ParentPage {
  const around = originAround(location.ancestorOrigins?.[0], document.referrer)
  const targets = targetsOf(around, location.origin, frameOrigins)
  let before: Phase | null = null
  let isHeard = targets.length === 0
  let hear: (() => void) | null = null

  function post(message: RoomMessage | AnswerMessage) {
    for (const target of targets) window.parent.postMessage(wrap(message), target)
  }
  const commands = answerCommands(post)

  function tell(message: RoomMessage) {
    if (message.type === 'left') isHeard = targets.length === 0
    post(message)
  }

  function follow() {
    const { phase } = visit.view.get()
    for (const message of messagesBetween(before, phase)) tell(message)
    before = phase
  }

  /** Somebody who leaves for another address may be gone before the server has said that they left. */
  function followAway() {
    if (!goingTo.get() || (before && leftBy(before))) return
    const gone: Phase = { name: 'exit', reason: 'left', mayReturn: false, by: null }
    for (const message of messagesBetween(before, gone)) tell(message)
    before = gone
  }

  tell({ type: 'ready', commands: commandNames })
  function tellMissing(missing: readonly string[]) {
    if (missing.length === 0 || until.aborted) return
    const message = `The frame around this page does not hand on ${missing.join(', ')}: add allow="${missing.join('; ')}" to it, and keep the Permissions-Policy of the page around it from forbidding that.`
    console.error(`Anteroom: ${message}`)
    tell({ type: 'error', code: 'permissions-policy', message })
  }
  const missing = missingFeatures(document as unknown as WithPolicy)
  if (missing) tellMissing(missing)
  else void deniedFeatures().then(tellMissing)
  follow()
  window.addEventListener(
    'message',
    ({ source, origin, data }) => {
      if (source !== window.parent || !targets.includes(origin)) return
      commands.take(data)
      const type = unwrapFromPage(data)?.type
      if (type === 'leave') leave()
      if (type !== 'heard') return
      isHeard = true
      hear?.()
    },
    { signal: until },
  )
  visit.view.subscribe(follow, until)
  goingTo.subscribe(followAway, until)
  return {
    obey: commands.obey,
    heard: () =>
      new Promise((resolve) => {
        if (isHeard) return resolve()
        hear = resolve
        clock.after(heardWithinMs, resolve)
      }),
  }
}

/** The origin of the page around this one. Firefox tells it by the referrer alone; null when nothing tells it. */
export function originAround(ancestor: string | undefined, referrer: string): string | null {
  if (ancestor && ancestor !== 'null') return ancestor
  try {
    return new URL(referrer).origin
  } catch {
    return null
  }
}

const isSecure = (origin: string) => /^(https:\/\/|http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$)/.test(origin)

/** To which origins a message is posted: the browser drops those for pages that are not there. */
export function targetsOf(around: string | null, own: string, allowed: readonly string[] | null): string[] {
  if (around === null) return [...(allowed ?? [])]
  const isAllowed = around === own || (allowed ? allowed.includes(around) : isSecure(around))
  return isAllowed ? [around] : []
}

/** What is to be told when one phase follows another; the first one follows none. */
export function messagesBetween(before: Phase | null, now: Phase): RoomMessage[] {
  const messages: RoomMessage[] = []
  if (before?.name !== now.name) messages.push({ type: 'phase', phase: now.name })
  if (isIn(now) && !isIn(before)) messages.push({ type: 'joined' })
  const reason = leftBy(now)
  if (before && reason && !leftBy(before)) messages.push({ type: 'left', reason })
  if (isEnd(now) && !isEnd(before)) messages.push({ type: 'ended' })
  if (now.name === 'unknown' && !before) {
    messages.push({ type: 'error', code: 'unknown-link', message: 'There is no session behind this entry link.' })
  }
  return messages
}

const isIn = (phase: Phase | null) => phase !== null && phases[phase.name].isInCall

function isEnd(phase: Phase | null): boolean {
  if (phase?.name === 'exit') return phase.reason === 'ended'
  return phase?.name === 'over' || phase?.name === 'cancelled'
}

function leftBy(phase: Phase): LeftReason | null {
  switch (phase.name) {
    case 'exit':
      return phase.reason
    case 'removed':
    case 'cancelled':
      return phase.name
    case 'over':
      return 'expired'
    case 'taken-over':
    case 'used-elsewhere':
      return 'opened-elsewhere'
    default:
      return null
  }
}

type Policy = { features(): string[]; allowsFeature(name: string): boolean }
export type WithPolicy = { featurePolicy?: Policy; permissionsPolicy?: Policy }

/** Which features the frame does not pass on, of those that the browser knows; null where it tells of no policy. */
export function missingFeatures({ featurePolicy, permissionsPolicy }: WithPolicy): string[] | null {
  const policy = permissionsPolicy ?? featurePolicy
  if (!policy) return null
  const known = policy.features()
  return neededFeatures.filter((name) => known.includes(name) && !policy.allowsFeature(name))
}

/** In WebKit and Firefox, which tell of none: what is denied although nobody was asked for it yet. */
export async function deniedFeatures(): Promise<string[]> {
  const asked = neededFeatures.map(async (name) => ((await isDenied(name)) ? [name] : []))
  return (await Promise.all(asked)).flat()
}

async function isDenied(name: string): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: name as PermissionName })).state === 'denied'
  } catch {
    return false // It does not know the name.
  }
}
