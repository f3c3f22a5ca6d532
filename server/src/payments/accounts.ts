import {
  type AccountState,
  maxPaymentAccounts,
  type NewPaymentAccount,
  type PaymentAccount,
  type PaymentAccountChange,
  type PaymentAccountPage,
  type PaymentAccountsQuery,
} from '@anteroom/contract/api/payments'
import { plainName } from '@anteroom/contract/names'
import { isUuid } from '@anteroom/contract/texts'
import type { Kysely, Transaction } from 'kysely'
import type { Logger } from 'pino'
import type { DB } from '../db/types.gen.ts'
import type { TeamCaller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import { cutPage } from '../ground/cut-page.ts'
import type { Ids } from '../ground/ids.ts'
import { writeLine } from '../ground/log.ts'
import { ProblemError } from '../ground/problem-error.ts'
import type { Ledger } from '../ledger/service.ts'
import type { Sealing } from '../sealing/sealing.ts'
import type { Teams } from '../teams/service.ts'
import { isLiveKey, keyHint, needAllowedKey, needWebhookSecret, problemOfTrial } from './key-rules.ts'
import { NotPermitted, type OpenProvider, type Provider, ProviderError } from './provider.ts'
import * as store from './store-accounts.ts'
import { accountToWire, webhookUrl } from './wire-accounts.ts'

export type PaymentAccounts = ReturnType<typeof createPaymentAccounts>

type Parts = {
  db: Kysely<DB>
  sealing: Sealing
  clock: Clock
  ids: Ids
  ledger: Ledger
  log: Logger
  teams: Pick<Teams, 'needOwnManager'>
  openProvider: OpenProvider
  publicUrl: string
  /** Ends what was asked of an account and never answered. */
  endUnknown(caller: TeamCaller, accountId: string): Promise<void>
}

/** Where the money of teams goes. */
export function createPaymentAccounts(parts: Parts) {
  const { db, sealing, clock, ids, ledger, log, teams, openProvider, publicUrl, endUnknown } = parts
  const toWire = (row: store.AccountRow) => accountToWire(row, publicUrl)

  async function needRoom(trx: Kysely<DB> | Transaction<DB>, teamId: string): Promise<number> {
    const count = await store.countAccounts(trx, teamId)
    if (count < maxPaymentAccounts) return count
    throw new ProblemError('conflict', `A team has at most ${maxPaymentAccounts} payment accounts. Delete one first.`)
  }

  /** Null where the key may not, or the provider does not take our address: then the practice enters it there. */
  async function register(provider: Provider, accountId: string): Promise<{ id: string; secret: string } | null> {
    try {
      return await provider.registerWebhook(webhookUrl(publicUrl, accountId))
    } catch (error) {
      if (error instanceof NotPermitted || (error instanceof ProviderError && error.why === 'refused')) return null
      throw problemOfTrial(error)
    }
  }

  /** Nothing depends on it: what comes by an endpoint that nobody knows any more is refused. */
  async function unregister(provider: Provider, accountId: string, endpoint: string) {
    try {
      await provider.removeWebhook(endpoint)
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error
      writeLine(log, 'payment-webhook-left', { err: error, accountId, endpoint })
    }
  }

  /** What the key is good for; a key that will not do ends the request. */
  async function tryKey(provider: Provider) {
    try {
      const facts = await provider.tryKey()
      needAllowedKey(facts)
      return facts
    } catch (error) {
      throw problemOfTrial(error)
    }
  }

  async function held(trx: Transaction<DB>, { teamId }: TeamCaller, accountId: string): Promise<store.AccountRow> {
    if (!isUuid(accountId)) notFound()
    return (await store.lockAccount(trx, sealing, teamId, accountId)) ?? notFound()
  }

  /** What of a new key is written, once it was tried. */
  async function replaceKey(before: store.AccountRow, secretKey: string): Promise<store.AccountUpdate> {
    if (isLiveKey(secretKey) !== before.is_live) {
      throw wrong('/secret_key', `must be a ${before.is_live ? 'live' : 'test'} key, as the account is`)
    }
    const { account_id: accountId } = before
    const provider = openProvider({ accountId, secretKey })
    const { providerAccount } = await tryKey(provider)
    const isSame =
      providerAccount && before.provider_account
        ? providerAccount === before.provider_account
        : await knowsWhatWasMade(provider, accountId)
    if (isSame === false) {
      const message =
        'belongs to another account at Stripe: give one of the same, or add that one as a payment account of its own'
      throw wrong('/secret_key', message)
    }
    const key = { secret_key: secretKey, key_hint: keyHint(secretKey), state: 'ready', state_message: null }
    const known = isSame ? before.provider_account : null
    const update = { ...key, provider_account: providerAccount ?? known }
    // Nothing says that it is the same account: who told of what happened in the one before may be in another one.
    const isLost = isSame === null && before.webhook_endpoint !== null
    return isLost ? { ...update, webhook_secret: null, webhook_endpoint: null } : update
  }

  /** Whether the key reads what was made in the account; null where nothing was, and so nothing can be lost. */
  async function knowsWhatWasMade(provider: Provider, accountId: string): Promise<boolean | null> {
    const id = await store.findLastMade(db, accountId)
    try {
      return id === null ? null : await provider.hasMade(id)
    } catch (error) {
      throw problemOfTrial(error)
    }
  }

  /** By force goes only an account of which nothing can be learned any more: with a good key it is a matter of time. */
  async function needDeadKey({ teamId }: TeamCaller, accountId: string) {
    if (!isUuid(accountId)) notFound()
    const { secret_key: secretKey } = (await store.findAccount(db, sealing, teamId, accountId)) ?? notFound()
    if (secretKey === null) return
    try {
      if ((await openProvider({ accountId, secretKey }).tryKey()).missing.length > 0) return
    } catch (error) {
      if (error instanceof ProviderError && error.why === 'refused-key') return
      throw problemOfTrial(error)
    }
    throw new ProblemError('conflict', 'Stripe takes its key: what is under way on it comes to an end by itself.')
  }

  return {
    async add(caller: TeamCaller, asked: NewPaymentAccount): Promise<PaymentAccount> {
      await teams.needOwnManager(caller)
      needWebhookSecret(asked.webhook_secret)
      const { teamId } = caller
      await needRoom(db, teamId)
      const accountId = ids.sorted()
      const provider = openProvider({ accountId, secretKey: asked.secret_key })
      const { providerAccount } = await tryKey(provider)
      const webhook = asked.webhook_secret
        ? { id: null, secret: asked.webhook_secret }
        : await register(provider, accountId)
      const row: store.AccountRow = {
        account_id: accountId,
        team_id: teamId,
        name: plainName(asked.name),
        provider: 'stripe',
        provider_account: providerAccount,
        secret_key: asked.secret_key,
        key_hint: keyHint(asked.secret_key),
        is_live: isLiveKey(asked.secret_key),
        webhook_secret: webhook?.secret ?? null,
        webhook_endpoint: webhook?.id ?? null,
        is_default: asked.default === true,
        state: 'ready',
        state_message: null,
        created_at: clock.now(),
        deleted_at: null,
        notices_until: clock.now(),
        notices_ask_at: clock.now(),
      }
      try {
        return await db.transaction().execute(async (trx) => {
          await store.lockTeam(trx, teamId)
          row.is_default ||= (await needRoom(trx, teamId)) === 0
          if (row.is_default) await store.clearDefault(trx, teamId)
          await store.insertAccount(trx, sealing, row)
          const answer = toWire(row)
          const details = { mode: answer.mode, default: answer.default, webhook: answer.webhook }
          await ledger.record(trx, caller, { action: 'payment-account.create', target: accountId, details, answer })
          return answer
        })
      } catch (error) {
        if (webhook?.id) await unregister(provider, accountId, webhook.id)
        throw error
      }
    },

    async list(caller: TeamCaller, query: PaymentAccountsQuery = {}): Promise<PaymentAccountPage> {
      await teams.needOwnManager(caller)
      const limit = Math.min(query.limit ?? maxPaymentAccounts, maxPaymentAccounts)
      const found = await store.listAccounts(db, caller.teamId, { after: query.after ?? null, limit: limit + 1 })
      return cutPage(found, limit, { toWire, cursorOf: (row) => row.account_id })
    },

    async get(caller: TeamCaller, accountId: string): Promise<PaymentAccount> {
      await teams.needOwnManager(caller)
      return toWire((await store.findAccount(db, sealing, caller.teamId, accountId)) ?? notFound())
    },

    async change(caller: TeamCaller, accountId: string, asked: PaymentAccountChange): Promise<PaymentAccount> {
      await teams.needOwnManager(caller)
      needWebhookSecret(asked.webhook_secret)
      const { teamId } = caller
      if (!isUuid(accountId)) notFound()
      const before = (await store.findAccount(db, sealing, teamId, accountId)) ?? notFound()
      const update: store.AccountUpdate = {
        ...(asked.name === undefined ? {} : { name: plainName(asked.name) }),
        ...(asked.secret_key ? await replaceKey(before, asked.secret_key) : {}),
        ...(asked.default ? { is_default: true } : {}),
      }
      const secretKey = update.secret_key ?? before.secret_key
      const provider = secretKey ? openProvider({ accountId, secretKey }) : null
      const { webhook_secret: secret } = { ...before, ...update }
      const isMissing = secret === null && !asked.webhook_secret
      const webhook = provider && asked.secret_key && isMissing ? await register(provider, accountId) : null
      if (webhook) Object.assign(update, { webhook_secret: webhook.secret, webhook_endpoint: webhook.id })
      if (asked.webhook_secret) Object.assign(update, { webhook_secret: asked.webhook_secret, webhook_endpoint: null })
      const { changed, leftEndpoint } = await db.transaction().execute(async (trx) => {
        if (asked.default) await store.lockTeam(trx, teamId)
        const row = await held(trx, caller, accountId)
        if (asked.default) await store.clearDefault(trx, teamId)
        if (Object.keys(update).length > 0) await store.updateAccount(trx, sealing, accountId, update)
        const members = Object.keys(asked)
        await ledger.record(trx, caller, { action: 'payment-account.update', target: accountId, details: { members } })
        return { changed: { ...row, ...update }, leftEndpoint: asked.webhook_secret ? row.webhook_endpoint : null }
      })
      if (provider && leftEndpoint) await unregister(provider, accountId, leftEndpoint)
      return toWire(changed)
    },

    /** For good. What it has taken stays to be read, and cannot be given back here any more. */
    async remove(caller: TeamCaller, accountId: string, isForced = false): Promise<void> {
      await teams.needOwnManager(caller)
      if (isForced) {
        await needDeadKey(caller, accountId)
        await endUnknown(caller, accountId)
      }
      const row = await db.transaction().execute(async (trx) => {
        const row = await held(trx, caller, accountId)
        const underWay = await store.countUnderWay(trx, accountId)
        if (underWay > 0) {
          const say = underWay === 1 ? '1 payment is' : `${underWay} payments are`
          throw new ProblemError(
            'conflict',
            `${say} under way on it: a page to pay on is open, or a charge or refund is not decided. Make another account the default one, and delete this one when they are done: a page to pay on closes after hours, and a bank's question after a day. Where Stripe does not take the key any more, use force.`,
          )
        }
        await store.letGoOfFees(trx, accountId)
        // The row is needed for what it has taken; its secrets are not.
        await store.updateAccount(trx, sealing, accountId, {
          deleted_at: clock.now(),
          is_default: false,
          secret_key: null,
          webhook_secret: null,
          webhook_endpoint: null,
        })
        const details = isForced ? { forced: true } : {}
        await ledger.record(trx, caller, { action: 'payment-account.delete', target: accountId, details })
        return row
      })
      const { secret_key: secretKey, webhook_endpoint: endpoint } = row
      if (secretKey && endpoint) await unregister(openProvider({ accountId, secretKey }), accountId, endpoint)
    },

    /** What only the provider and we know of an account; null where it was taken away, or its key does not open. */
    async open(accountId: string) {
      const row = await store.findAccountById(db, sealing, accountId)
      if (!row?.secret_key) return null
      return { accountId, secretKey: row.secret_key, webhookSecrets: row.webhook_secret ? [row.webhook_secret] : [] }
    },

    /** The provider with the account's key. What it says of the key is seen in the account's state from then on. */
    async provider(accountId: string): Promise<Provider | null> {
      const row = await store.findAccountById(db, sealing, accountId)
      if (!row?.secret_key) return null
      const note = async (state: AccountState, message: string | null) => {
        if (state !== row.state) await store.writeState(db, accountId, state, message)
      }
      return noting(openProvider({ accountId, secretKey: row.secret_key }), note)
    },
  }
}

type Note = (state: AccountState, message: string | null) => Promise<void>

/** Null where it says nothing about the key. */
function stateAfter(error: unknown): AccountState | null {
  if (error instanceof NotPermitted) return 'not-permitted'
  if (!(error instanceof ProviderError) || error.why === 'busy') return null
  if (error.why === 'refused-key') return 'refused'
  // Only what was let in is told that it is not possible.
  return error.why === 'unreachable' ? 'unreachable' : 'ready'
}

function noting(provider: Provider, note: Note): Provider {
  const noted =
    (ask: (...given: unknown[]) => Promise<unknown>) =>
    async (...given: unknown[]) => {
      try {
        const answer = await ask(...given)
        await note('ready', null)
        return answer
      } catch (error) {
        const state = stateAfter(error)
        if (state) await note(state, state === 'ready' ? null : (error as ProviderError).message)
        throw error
      }
    }
  const members = Object.entries(provider) as [string, (...given: unknown[]) => Promise<unknown>][]
  return Object.fromEntries(members.map(([name, ask]) => [name, noted(ask)])) as Provider
}

function wrong(pointer: string, message: string): ProblemError {
  return new ProblemError('invalid-request', undefined, [{ pointer, message }])
}

function notFound(): never {
  throw new ProblemError('not-found')
}
