import { CommanderError } from 'commander'
import type { Logger } from 'pino'
import { createAudit } from '../audit/service.ts'
import { addToEnvironment, type Config, loadConfig } from '../config.ts'
import { migrate, missingMigrations } from '../db/migrate.ts'
import { openDatabaseBeside } from '../db/open.ts'
import { comparePlace, forgetPlace } from '../db/place.ts'
import type { Database } from '../db/pool.ts'
import type { Finding } from '../doctor/findings.ts'
import { examine } from '../doctor/service.ts'
import { type Clock, systemClock } from '../ground/clock.ts'
import { createIds, type Ids } from '../ground/ids.ts'
import { createLog } from '../ground/log.ts'
import { ProblemError } from '../ground/problem-error.ts'
import { SetupError } from '../ground/setup-error.ts'
import { problemOf } from '../http/problems.ts'
import { openProofs } from '../ledger/proofs.ts'
import { createLedger, type Ledger } from '../ledger/service.ts'
import { takeKeysForCopy } from '../payments/copied.ts'
import { openPayments } from '../payments/open.ts'
import { createRetention } from '../retention/service.ts'
import { createResealing } from '../sealing/resealing.ts'
import { openSealing, type Sealing } from '../sealing/sealing.ts'
import { openSessions } from '../sessions/open.ts'
import { createOverviews } from '../summary/overview.ts'
import { createTeams, type Teams } from '../teams/service.ts'
import { createTokens } from '../tokens/service.ts'
import { createHashing } from '../users/hashing.ts'
import { createUsers } from '../users/service.ts'
import { createVisits } from '../visits/service.ts'
import { disableForCopy } from '../webhooks/copied.ts'
import { createCommands } from './commands.ts'
import type { AdminParts } from './context.ts'
import { readEnvFile } from './env-file.ts'
import { ask, askPassword, askSecrets, createPrinter } from './terminal.ts'

/** `npm run admin`: what the one who runs the service sets up at the command line, by the services that the API uses. */
try {
  const commands = createCommands(
    withParts,
    { ask, askPassword, askSecrets, ...createPrinter(process.stdout) },
    { bringUpToDate, examine: examineAll },
  )
  commands.hook('preAction', () => {
    const { envFile } = commands.opts<{ envFile?: string }>()
    if (envFile !== undefined) addToEnvironment(readEnvFile(envFile))
  })
  await commands.parseAsync(process.argv)
} catch (error) {
  process.exitCode = 1
  if (error instanceof CommanderError) process.exitCode = error.exitCode
  else if (error instanceof SetupError) say(error.message)
  else if (error instanceof ProblemError) sayProblem(error)
  else throw error
}

/** Opens the database beside a server that may be running. */
async function openBeside({ isChange }: { isChange: boolean }) {
  const config = loadConfig()
  const log = createLog('error', { write: (line) => process.stderr.write(line) })
  const opened = await openDatabaseBeside(config, log)
  // Not to standard output, which programs read.
  if (isChange) process.stderr.write(`Database: ${opened.name}\n`)
  return { ...opened, config, log }
}

async function bringUpToDate(): Promise<string[]> {
  const { database, close } = await openBeside({ isChange: true })
  return migrate(database.background.pool).finally(close)
}

/** What has failed ends the command with 1, for programs. */
async function examineAll(): Promise<Finding[]> {
  const { database, name, config, log, close } = await openBeside({ isChange: false })
  try {
    await refuseOlder(database, name)
    const sealing = await openSealing({ db: database.kysely, config, log })
    const findings = await examine({ config, clock: systemClock, opened: { database, name, sealing } })
    if (findings.some(({ status }) => status === 'failed')) process.exitCode = 1
    return findings
  } finally {
    await close()
  }
}

async function refuseOlder(database: Database, name: string) {
  const missing = await missingMigrations(database.background.pool)
  if (missing.length > 0)
    throw new SetupError(
      `The database, ${name}, is of an older version: it lacks ${missing.join(', ')}. Update the server first, which brings it up to date when it starts, or run "npm run admin -- migrate".`,
    )
}

/** Opens all of it for one command. Tables are changed by servers, or when somebody says so: not by the way. */
async function withParts(work: (parts: AdminParts) => Promise<void>, { isChange }: { isChange: boolean }) {
  const { database, name, config, log, close } = await openBeside({ isChange })
  try {
    await refuseOlder(database, name)
    const db = database.kysely
    const sealing = await openSealing({ db, config, log })
    const clock = systemClock
    const ids = createIds(clock)
    // Since when there are proofs is for all processes, so it is the database's time that counts.
    const { rows } = await database.pool.query<{ now: Date }>('select clock_timestamp() as now')
    const proofs = await openProofs(sealing, { now: () => rows[0]?.now ?? clock.now() })
    const ledger = createLedger({ db, clock, ids, proofs })
    const audit = createAudit({ db, clock, ids, sealing, proofs, log, keepDays: config.auditLogDays })
    const { publicUrl: issuer, refreshLimits } = config
    const tokens = await createTokens({ db, sealing, clock, ids, issuer, refreshLimits })
    const teams = createTeams({ db, clock, ids, ledger, grants: tokens.grants })
    // Nobody is in a room here, and pages learn of what is changed by themselves.
    const aside = { tell: () => {}, visits: { load: async () => null }, ending: new AbortController().signal }
    const common = { db, sealing, clock, ids, ledger, log }
    const { accounts, payments, lists } = openPayments({ ...common, ...aside, config, teams })
    await work({
      tokens,
      teams,
      users: createUsers({
        db,
        clock,
        ids,
        ledger,
        hashing: createHashing(),
        endTokens: tokens.grants.endOfPassword,
      }),
      audit,
      ledger,
      retention: await openRetention({ config, database, sealing, clock, ids, ledger, log, teams }),
      resealing: createResealing({ db, sealing }),
      overviews: createOverviews({ db, clock, sealing }),
      payments,
      paymentAccounts: accounts,
      paymentLists: lists,
      standing: {
        compare: () => comparePlace(db, config),
        forget: () => forgetPlace(db),
        silence: async () => ({ webhooks: await disableForCopy(common), accounts: await takeKeysForCopy(common) }),
      },
    })
    await ledger.flush()
    await audit.seal()
  } finally {
    await close()
  }
}

type RetentionParts = {
  config: Config
  database: Database
  sealing: Sealing
  clock: Clock
  ids: Ids
  ledger: Ledger
  log: Logger
  teams: Teams
}

/** Erasing needs the parts by which sessions are cancelled. Nobody is in a room here: pages learn of it by themselves. */
async function openRetention({ config, database, sealing, clock, ids, ledger, log, teams }: RetentionParts) {
  const db = database.kysely
  const tell = () => {}
  const visits = createVisits({
    db,
    sealing,
    clock,
    ids,
    ledger,
    tell,
    processId: ids.random(),
    gates: [],
    iceServersFor: () => [],
  })
  const { sessions } = await openSessions({ config, database, sealing, clock, ids, ledger, tell, visits })
  const { retentionDays } = config
  return createRetention({ db, clock, ledger, tell, log, teams, withdraw: sessions.withdraw, retentionDays })
}

function sayProblem(error: ProblemError) {
  const { problem } = problemOf(error)
  const members = problem.errors?.map(({ pointer, message }) => `${pointer.slice(1) || 'the request'}: ${message}`)
  say([problem.detail ?? problem.title, ...(members ?? [])].join('\n  '))
}

function say(text: string) {
  process.stderr.write(`\n  ${text}\n\n`)
}
