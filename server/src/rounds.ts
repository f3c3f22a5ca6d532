import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { Audit } from './audit/service.ts'
import type { Authorizations } from './authorize/service.ts'
import type { DatabasePlace } from './db/place.ts'
import type { SteadyTime } from './db/steady-time.ts'
import type { Complain } from './db/unavailable.ts'
import { writeLine } from './ground/log.ts'
import { repeat } from './ground/repeat.ts'
import type { Ledger } from './ledger/service.ts'
import type { PaymentNotices } from './payments/notices.ts'
import type { Payments } from './payments/service.ts'
import type { RetentionService } from './retention/service.ts'
import type { Resealing } from './sealing/resealing.ts'
import type { Participants } from './sessions/seats/service.ts'
import type { Sessions } from './sessions/service.ts'
import type { Tokens } from './tokens/service.ts'
import type { SignIn } from './users/sign-in.ts'
import type { Upkeep } from './visits/upkeep.ts'

type Parts = {
  /** Its closing ends them. */
  http: Pick<FastifyInstance, 'addHook'>
  /** Aborted when it begins to close. */
  ending: AbortSignal
  log: Logger
  complain: Complain
  place: DatabasePlace
  whenSteady: SteadyTime['whenSteady']
  roomUpkeep: Upkeep
  realtime: { close(): Promise<void> }
  audit: Audit
  ledger: Ledger
  sessions: Sessions
  participants: Participants
  payments: Payments
  notices: PaymentNotices
  resealing: Resealing
  retention: RetentionService
  tokens: Tokens
  signIn: SignIn
  authorizations: Authorizations
}

/** How often the server looks for what time alone has brought about, in milliseconds. */
const tickMs = 1_000
/** How often blocks are closed over the ends of lists, in milliseconds. */
const closeBlocksMs = 5_000
/** How often it is looked for payments of which it is time to ask what became of them. */
const payMs = 5_000
/** How often it is looked whether the database is still the one that was noted, or somebody has said that it is. */
const placeMs = 5_000
/** How often it is looked for payment accounts to be asked what they have told of. */
const missedMs = 60_000
/** How often seats without a key in their link are looked for. */
const linksMs = 60_000
/** How often what has expired is deleted, and keys that are old replaced. */
const forgetMs = 3_600_000

/** What every process does again and again as long as it runs. */
export function startRounds(parts: Parts) {
  const { http, ending, log, complain, whenSteady, roomUpkeep, realtime, audit, ledger, sessions, participants } = parts
  const { place, payments, notices, resealing, retention, tokens, signIn, authorizations } = parts

  /** Each until the server closes. */
  function again(everyMs: number, work: () => Promise<void>, failed: (error: unknown) => void) {
    const repeated = repeat(everyMs, work, failed)
    http.addHook('onClose', () => repeated.stop())
    return repeated
  }
  const complainOf = (code: Parameters<Complain>[1]) => (error: unknown) => complain(error, code)
  const warnOf = (code: 'audit-not-cut' | 'audit-checkpoint-missing' | 'due-not-erased') => (error: unknown) =>
    writeLine(log, code, { err: error })

  const ticking = repeat(tickMs, roomUpkeep.tick, complainOf('ticking-failed'))
  const chaining = repeat(tickMs, audit.sealInTurn, complainOf('audit-not-sealed'))
  http.addHook('preClose', async () => {
    await ticking.stop()
    await chaining.stop()
    // First, as the other processes are told over the line that is then closed.
    // Without it the others notice by themselves, a little later.
    await roomUpkeep.goodbye().catch(complainOf('others-not-told'))
    await realtime.close()
  })

  const noting = repeat(tickMs, ledger.flush, complainOf('audit-not-written'))
  again(placeMs, place.look, complainOf('database-place-unknown'))
  again(payMs, () => payments.pursueDue(ending), complainOf('payments-not-asked'))
  again(missedMs, () => notices.askForMissed(ending), complainOf('payments-not-asked'))
  again(closeBlocksMs, sessions.closeBlocks, complainOf('blocks-not-closed'))

  // Rows from before there was sealing are sealed while people work; those of an older process, when it has gone.
  again(forgetMs, async () => void (await resealing.sealOpen(ending)), complainOf('rows-not-sealed')).nudge()
  // Seats of an older process have links by their id; each has its own within a minute.
  const makeLinks = () => participants.makeLinks(ending)
  again(linksMs, makeLinks, complainOf('links-not-made')).nudge()

  /** Of what goes for good: only once the time can be trusted. */
  const upkeep = {
    erase: whenSteady(() => retention.purge(ending)),
    cut: whenSteady(audit.cutOld),
    forget: whenSteady(async () => {
      await tokens.forgetExpired()
      await signIn.forget()
      await notices.forgetOld()
    }),
  }
  const forget = async () => {
    await tokens.renewKeys()
    await authorizations.forgetExpired()
    await ledger.forgetAnswers()
    await upkeep.forget()
  }
  again(forgetMs, forget, complainOf('old-not-forgotten'))
  again(forgetMs, upkeep.cut, warnOf('audit-not-cut'))
  again(forgetMs, async () => audit.logCheckpoints(), warnOf('audit-checkpoint-missing'))
  again(forgetMs, upkeep.erase, warnOf('due-not-erased'))

  return {
    makeLinks,
    upkeep,
    /** Ends the writing down of notes, for whoever then writes the last ones. */
    stopNoting: () => noting.stop(),
  }
}
