import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { DB } from '../db/types.gen.ts'
import type { Clock } from '../ground/clock.ts'
import type { Ids } from '../ground/ids.ts'
import { writeLine } from '../ground/log.ts'
import { ProblemError } from '../ground/problem-error.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { PaymentAccounts } from './accounts.ts'
import { type Notice, ProviderError, type ReadNotice } from './provider.ts'
import { deleteNoticesBefore, insertNotice, takeAccountsToAsk, writeNoticesUntil } from './store-notices.ts'

type Told = Omit<Notice, 'eventId'>
type NoticeJob = { accountId: string } & Told

export type PaymentNotices = ReturnType<typeof createPaymentNotices>

type Parts = {
  db: Kysely<DB>
  jobs: Jobs
  clock: Clock
  ids: Ids
  log: Logger
  accounts: Pick<PaymentAccounts, 'open' | 'provider'>
  readNotice: ReadNotice
  /** Asks the provider what has become of it, and settles that. */
  noticed(accountId: string, told: Told): Promise<void>
}

/** The provider repeats for three days what was not answered, and lets people send things again for thirty. */
const keepMs = 35 * 86_400_000
const forgetAtOnce = 1_000

/** How often each account is asked what it has told of. */
const askEveryMs = 15 * 60_000
/** What happens at the provider is listed there a little later. */
const overlapMs = 10 * 60_000
const accountsAtOnce = 50

/** What the provider tells of by its webhook: kept at once, and looked into afterwards. */
export function createPaymentNotices({ db, jobs, clock, ids, log, accounts, readNotice, noticed }: Parts) {
  const queue = jobs.queue<NoticeJob>({
    name: 'payment-notices',
    // For days: of a dispute, or of money that was given back at the provider itself, nobody hears otherwise.
    retries: { limit: 150, delaySeconds: 5, maxDelaySeconds: 3_600 },
    expireSeconds: 300,
    places: 8,
    placesOfGroup: 4,
    async run({ data: { accountId, ...told }, done, again }) {
      try {
        await noticed(accountId, told)
      } catch (error) {
        // That it does not answer shows in the account.
        if (!(error instanceof ProviderError)) throw error
        return db.transaction().execute(again)
      }
      await db.transaction().execute(done)
    },
  })

  async function keep(accountId: string, { eventId, ...told }: Notice): Promise<void> {
    if (!told.checkoutId && !told.intentId && !told.refundId) return
    const row = { account_id: accountId, event_id: eventId, received_at: clock.now() }
    const isNew = await db.transaction().execute(async (trx) => {
      if (!(await insertNotice(trx, row))) return false
      await queue.add(trx, [{ id: ids.sorted(), group: accountId, data: { accountId, ...told } }])
      return true
    })
    if (isNew) queue.nudge()
  }

  return {
    /** Nothing that is wrong with it is told from anything else, and nothing of it is kept. */
    async receive(accountId: string, body: Buffer, signature: string | undefined): Promise<void> {
      const now = clock.now()
      const account = await accounts.open(accountId)
      const notice = account && readNotice({ body, signature, secrets: account.webhookSecrets, now })
      if (!notice) {
        writeLine(log, 'payment-notice-refused', { accountId })
        throw new ProblemError('invalid-request', 'It is not signed for this address, or was signed too long ago.')
      }
      await keep(accountId, notice)
    },

    /**
     * Asks for what was told and never came: money that somebody gave back at the provider itself, or a dispute, is heard
     * of in no other way. To be called every minute or so; each account is asked by one process, and not as often.
     */
    async askForMissed(stopping: AbortSignal): Promise<void> {
      const now = clock.now()
      const next = new Date(now.getTime() + askEveryMs)
      let failed: unknown = null
      for (const { accountId, until } of await takeAccountsToAsk(db, now, next, accountsAtOnce)) {
        if (stopping.aborted) return
        try {
          const provider = await accounts.provider(accountId)
          const missed = await provider?.listNotices(new Date(until.getTime() - overlapMs))
          for (const notice of missed ?? []) await keep(accountId, notice)
          if (missed) await writeNoticesUntil(db, accountId, now)
        } catch (error) {
          // That it does not answer, or that its key may not, shows in the account; it is asked again, and so are the others.
          if (!(error instanceof ProviderError)) failed = error
        }
      }
      if (failed) throw failed
    },

    /** Deletes what cannot come again. */
    async forgetOld(): Promise<void> {
      const before = new Date(clock.now().getTime() - keepMs)
      while ((await deleteNoticesBefore(db, before, forgetAtOnce)) > 0);
    },
  }
}
