import { graceMs } from '@anteroom/contract/time-limits'
import type { Kysely } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Clock } from '../ground/clock.ts'
import type { Tell } from '../ground/news.ts'
import { createRollCall } from './roll-call.ts'
import type { Asker } from './state.ts'
import * as presence from './store-presence.ts'

/** The pages that are connected, to this process and to the others. */
export type Connections = {
  /** Those that are connected to this process. */
  here(): Asker[]
  /** Writes it down if a page that was here is gone. */
  checkGone(asker: Asker): void
  /** Asks the other processes whether pages of these sessions are connected to them. */
  askOthers(sessionIds: string[]): void
  /** Answers another process that asks this. */
  onAsked(answer: (sessionIds: string[]) => void): void
}

type Parts = {
  db: Kysely<DB>
  clock: Clock
  tell: Tell
  processId: string
  connections: Connections
  /** Makes people leave whose grace is over. */
  lapse(sessionId: string): Promise<unknown>
  failed(error: unknown, code: 'session-not-seen-to' | 'pages-not-claimed'): void
}

/** How often a process says that it is there, in milliseconds. */
const beatMs = 1_000
/** After a pause of this process or of the database, its pages may have been taken for disconnected. */
const pauseMs = 2_500
/** How long others have for claiming pages before these are lost, in milliseconds. */
const answerMs = 900
/** How many sessions are seen to at once: one that somebody holds delays a few others at most. */
const sessionsAtOnce = 4

export type Upkeep = ReturnType<typeof createUpkeep>

/** Does what is due by time alone, and knows which pages are there. */
export function createUpkeep({ db, clock, tell, processId, connections, lapse, failed }: Parts) {
  const rollCall = createRollCall()
  /** Sessions whose lapse others have been asked about, and when. */
  const asked = new Map<string, number>()
  let lapsedAt = clock.now()
  let tickedMs = Number.NEGATIVE_INFINITY
  let owesClaim = true

  /** Pages that are connected here are not gone, whatever others thought while this process could not say so. */
  async function claim(sessionIds?: readonly string[]): Promise<void> {
    const wanted = sessionIds && new Set(sessionIds)
    const here = connections.here().filter(({ sessionId }) => !wanted || wanted.has(sessionId))
    const pages = here.map((asker) => ({ asker, participantId: asker.participantId, pageId: asker.page.pageId }))
    owesClaim ||= !wanted
    const { claimed, isAll } = await presence.claimPages(db, processId, pages)
    if (!wanted) owesClaim = !isAll
    else owesClaim ||= !isAll
    // A page that left at that very moment was written down as gone, and has just been taken back.
    for (const { asker } of claimed) connections.checkGone(asker)
    for (const sessionId of new Set(claimed.map(({ asker }) => asker.sessionId))) tell(`session:${sessionId}`)
  }

  async function releaseDead(now: Date) {
    for (const dead of rollCall.look(await presence.listProcesses(db), performance.now())) {
      if (dead.processId !== processId) await presence.dropProcess(db, dead)
    }
    for (const sessionId of await presence.releasePages(db, now)) tell(`session:${sessionId}`)
  }

  /**
   * Nobody is lost by what happened to us: a grace counts from when time passes without a gap, and before somebody
   * leaves all processes are asked whether they hold their page.
   */
  async function lapseGone(now: Date) {
    await presence.correctDates(db, now)
    const since = ago(now, graceMs)
    const steadySince = clock.steadySince?.()
    if (steadySince && steadySince > since) return asked.clear()
    const lapsed = await presence.findLapsed(db, since, ago(lapsedAt, graceMs))
    const atMs = performance.now()
    const leaving = lapsed.filter(({ isLeaving }) => isLeaving).map(({ sessionId }) => sessionId)
    for (const sessionId of [...asked.keys()]) if (!leaving.includes(sessionId)) asked.delete(sessionId)
    const unasked = leaving.filter((sessionId) => !asked.has(sessionId))
    if (unasked.length > 0) {
      for (const sessionId of unasked) asked.set(sessionId, atMs)
      connections.askOthers(unasked)
      await claim(unasked)
    }
    const due = leaving.filter((sessionId) => atMs - (asked.get(sessionId) ?? atMs) >= answerMs)
    for (let from = 0; from < due.length; from += sessionsAtOnce) {
      await Promise.all(
        due
          .slice(from, from + sessionsAtOnce)
          .map((sessionId) => lapse(sessionId).catch((error) => failed(error, 'session-not-seen-to'))),
      )
    }
    for (const { sessionId, isLeaving } of lapsed) if (!isLeaving) tell(`session:${sessionId}`)
    lapsedAt = now
  }

  async function beat() {
    const isUnknown = await presence.beat(db, processId)
    owesClaim ||= isUnknown
  }

  async function seeToWhatIsDue(now: Date) {
    await releaseDead(now)
    await lapseGone(now)
  }

  connections.onAsked((sessionIds) => void claim(sessionIds).catch((error) => failed(error, 'pages-not-claimed')))

  return {
    /**
     * What time alone brings about: pages of dead processes are released, people whose grace is over leave.
     * Every process does this about once a second; twice is as good as once.
     */
    async tick(): Promise<void> {
      const startMs = performance.now()
      const wasAway = startMs - tickedMs > pauseMs
      await beat()
      if (wasAway || owesClaim) await claim()
      tickedMs = startMs
      // However long it takes to see to somebody's session: this process is there.
      let last: Promise<void> | undefined
      const beating = setInterval(() => {
        last = beat().catch((error) => failed(error, 'pages-not-claimed'))
      }, beatMs)
      try {
        await seeToWhatIsDue(clock.now())
      } finally {
        clearInterval(beating)
        // None comes after the goodbye.
        await last
      }
    },

    /** The process ends: its pages may go on with another. */
    async goodbye(): Promise<void> {
      for (const sessionId of await presence.leaveProcess(db, processId, clock.now())) tell(`session:${sessionId}`)
    },
  }
}

function ago(now: Date, ms: number): Date {
  return new Date(now.getTime() - ms)
}
