import type { User } from '@anteroom/contract/api/users'
import type { Audit } from '../audit/service.ts'
import type { comparePlace } from '../db/place.ts'
import type { Finding } from '../doctor/findings.ts'
import { SetupError } from '../ground/setup-error.ts'
import type { Ledger } from '../ledger/service.ts'
import type { PaymentAccounts } from '../payments/accounts.ts'
import type { PaymentLists } from '../payments/lists.ts'
import type { Payments } from '../payments/service.ts'
import type { RetentionService } from '../retention/service.ts'
import type { Resealing } from '../sealing/resealing.ts'
import type { Overviews } from '../summary/overview.ts'
import type { Teams } from '../teams/service.ts'
import type { Tokens } from '../tokens/service.ts'
import type { Users } from '../users/service.ts'
import type { Printer } from './terminal.ts'

export type AdminParts = {
  teams: Teams
  users: Users
  tokens: Pick<Tokens, 'rotateKeys'>
  audit: Audit
  retention: RetentionService
  payments: Pick<Payments, 'refund' | 'endUnknown'>
  paymentAccounts: Pick<PaymentAccounts, 'add' | 'list' | 'change' | 'remove'>
  paymentLists: Pick<PaymentLists, 'list' | 'lines' | 'read'>
  ledger: Pick<Ledger, 'note' | 'flush'>
  resealing: Resealing
  overviews: Overviews
  standing: {
    compare(): ReturnType<typeof comparePlace>
    /** The next server that looks notes where it is. */
    forget(): Promise<void>
    /** Nothing that the database tells of or charges by itself leaves it any more. */
    silence(): Promise<{ webhooks: number; accounts: number }>
  }
}

type Work = (parts: AdminParts) => Promise<void>

/** Opens the database for one command; `isChange`: where that is is told, as something may be changed there. */
export type Open = (work: Work, { isChange }: { isChange: boolean }) => Promise<void>
export type Terminal = Printer & {
  askPassword(): Promise<string>
  askSecrets(names: readonly string[]): Promise<string[]>
  /** What is typed is seen. */
  ask(question: string): Promise<string>
}

/** What is done with the database as a whole, up to date or not. */
export type Upkeep = {
  /** The migrations that were applied. */
  bringUpToDate(): Promise<string[]>
  examine(): Promise<Finding[]>
}

/** What every command is given. */
export type Context = { open(work: Work): Promise<void>; terminal: Terminal; asJson: () => boolean }

export async function findUser({ users }: AdminParts, email: string): Promise<User> {
  const user = await users.find(email)
  if (!user) throw new SetupError(`There is no user ${email}. "user list" shows those that there are.`)
  return user
}

export async function findTeam({ teams }: AdminParts, name: string) {
  const team = await teams.findByName(name)
  if (!team) throw new SetupError(`There is no team ${name}. "team list" shows those that there are.`)
  return team
}

/** Also one that was removed, by its id: what was paid and the audit log are kept. */
export async function findTeamId(parts: AdminParts, name: string): Promise<string> {
  const removed = (await parts.teams.listRemoved()).find(({ teamId }) => teamId === name.toLowerCase())
  return (removed ?? (await findTeam(parts, name))).teamId
}
