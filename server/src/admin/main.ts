import { CommanderError } from 'commander'
import { createAudit } from '../audit/service.ts'
import { loadConfig } from '../config.ts'
import { migrate } from '../db/migrate.ts'
import { openDatabaseBeside } from '../db/open.ts'
import { ProblemError } from '../http/problem-error.ts'
import { problemOf } from '../http/problems.ts'
import { createIds, systemClock } from '../ids.ts'
import { createLedger } from '../ledger/service.ts'
import { createLog } from '../log.ts'
import { openSealing } from '../sealing/sealing.ts'
import { SetupError } from '../setup-error.ts'
import { createTeams } from '../teams/service.ts'
import { createTokens } from '../tokens/service.ts'
import { createUsers } from '../users/service.ts'
import { type AdminParts, createCommands } from './commands.ts'
import { askPassword, createPrinter } from './terminal.ts'

/** `npm run admin`: what the one who runs the service sets up at the command line, by the services that the API uses. */
try {
  const commands = createCommands(withParts, { askPassword, ...createPrinter(process.stdout) })
  await commands.parseAsync(process.argv)
} catch (error) {
  process.exitCode = 1
  if (error instanceof CommanderError) process.exitCode = error.exitCode
  else if (error instanceof SetupError) say(error.message)
  else if (error instanceof ProblemError) sayProblem(error)
  else throw error
}

/** Opens the database for one command, beside a server that may be running. */
async function withParts(work: (parts: AdminParts) => Promise<void>) {
  const config = loadConfig()
  const log = createLog('error', { write: (line) => process.stderr.write(line) })
  const { database, close } = await openDatabaseBeside(config, log)
  try {
    await migrate(database.pool)
    const db = database.kysely
    const sealing = await openSealing({ db, config })
    const clock = systemClock
    const ids = createIds(clock)
    const ledger = createLedger({ db, clock, ids })
    const audit = createAudit({ db })
    const tokens = await createTokens({ db, sealing, clock, ids, issuer: config.publicUrl })
    await work({
      tokens,
      teams: createTeams({ db, clock, ids, ledger }),
      users: createUsers({ db, clock, ids, ledger }),
      audit,
    })
    await audit.seal()
  } finally {
    await close()
  }
}

function sayProblem(error: ProblemError) {
  const { problem } = problemOf(error)
  const members = problem.errors?.map(({ pointer, message }) => `${pointer.slice(1) || 'the request'}: ${message}`)
  say([problem.detail ?? problem.title, ...(members ?? [])].join('\n  '))
}

function say(text: string) {
  process.stderr.write(`\n  ${text}\n\n`)
}
