import { NewApplication, NewClient, NewTeamClient } from '@anteroom/contract/api/teams'
import { NewUser } from '@anteroom/contract/api/users'
import { printDate } from '@anteroom/contract/dates'
import { Command } from 'commander'
import { operator } from '../ground/caller.ts'
import { SetupError } from '../ground/setup-error.ts'
import { version } from '../ground/version.ts'
import { checked } from '../http/validation.ts'
import { auditCommands } from './audit-commands.ts'
import { type Context, findTeam, findUser, type Open, type Terminal, type Upkeep } from './context.ts'
import { databaseCommands } from './database-commands.ts'
import { doctorCommand } from './doctor-command.ts'
import { grantCommands } from './grant-commands.ts'
import { masterKeyCommands } from './master-key-commands.ts'
import { paymentCommands } from './payment-commands.ts'
import { eraseCommands, retentionCommand } from './retention-commands.ts'
import { sessionCommands } from './session-commands.ts'
import { teamCommands } from './team-commands.ts'

/** Commands of which nobody has to know what they changed, and where: nothing. */
const reading = new Set(['list', 'status', 'export', 'checkpoint', 'verify', 'show'])

/** Every command of `npm run admin`. */
export function createCommands(open: Open, terminal: Terminal, { bringUpToDate, examine }: Upkeep): Command {
  const program = new Command('npm run admin --')
    .description('Sets up users, teams and clients, erases what is stored about people, and looks at the audit log.')
    .version(version, '--version', 'which version this is')
    .option('--json', 'print JSON, for programs')
    .option('--env-file <path>', 'settings that are not in the environment, as in an EnvironmentFile of systemd')
    .showHelpAfterError('(add --help for what there is)')
    .exitOverride()
  const asJson = () => program.opts<{ json?: boolean }>().json === true
  let isChange = true
  program.hook('preAction', (_program, command) => {
    isChange = !reading.has(command.name())
  })
  const context: Context = { open: (work) => open(work, { isChange }), terminal, asJson }
  userCommands(program.command('user').description('people who sign in'), context)
  teamCommands(program.command('team').description('practices'), context)
  clientCommands(program.command('client').description('API clients of a team'), context)
  applicationCommands(program.command('application').description('software that acts for other teams'), context)
  sessionCommands(program.command('session').description('what became of consultations'), context)
  grantCommands(program.command('grants').description('what applications may do for teams'), context)
  keyCommands(program.command('keys').description('the keys that access tokens are signed with'), context)
  retentionCommand(program.command('retention'), context)
  eraseCommands(program.command('erase').description('what is stored about people, for good'), context)
  masterKeyCommands(
    program.command('master-key').description('the key that names and secrets are sealed with'),
    context,
  )
  paymentCommands(program.command('payments').description('accounts at Stripe, and what was paid'), context)
  auditCommands(program.command('audit').description('the audit log'), context)
  databaseCommands(program.command('database').description('whether it is a copy'), context)
  doctorCommand(program.command('doctor'), { examine, terminal, asJson })
  program
    .command('migrate')
    .description('bring the database up to date, as a server does when it starts')
    .action(async () => {
      const rows = (await bringUpToDate()).map((applied) => ({ applied }))
      if (rows.length === 0 && !asJson()) terminal.line('It is up to date.')
      else terminal.table(rows, asJson())
    })
  return program
}

function userCommands(user: Command, { open, terminal, asJson }: Context) {
  user
    .command('add <email>')
    .description('make a user; asks for the password')
    .requiredOption('--first-name <name>', 'given name')
    .requiredOption('--last-name <name>', 'family name')
    .option('--alias <name>', 'how they like to be called')
    .action(async (email: string, options: { firstName: string; lastName: string; alias?: string }) => {
      const asked = { email, ...options, password: await terminal.askPassword() }
      await open(async ({ users }) => {
        const { userId } = await users.create(operator, checked(NewUser, asked))
        terminal.facts({ userId }, asJson())
      })
    })

  user
    .command('password <email>')
    .description('give a user another password; asks for it')
    .action(async (email: string) => {
      const password = await terminal.askPassword()
      await open(async (parts) => {
        const { userId } = await findUser(parts, email)
        await parts.users.setPassword(operator, userId, password)
        terminal.line(`${email} has another password, and is signed out everywhere.`)
      })
    })

  user
    .command('remove <email>')
    .description('somebody who goes (by email or id): they and all that acts for them end, and who they were is erased')
    .action((email: string) =>
      open(async (parts) => {
        const { userId } = await findUser(parts, email)
        await parts.retention.eraseUser(operator, userId, { force: false })
        terminal.line(
          `${email} is in no team any more and cannot sign in. Their API clients and tokens end within seconds.`,
        )
      }),
    )

  user
    .command('list')
    .description('all users')
    .action(() =>
      open(async ({ users, ledger }) => {
        await ledger.note(operator, { action: 'user.list', target: null })
        await ledger.flush()
        const rows = (await users.list()).map(({ userId, email, firstName, lastName }) => {
          return { userId, email, name: `${firstName} ${lastName}` }
        })
        terminal.table(rows, asJson())
      }),
    )
}

function clientCommands(client: Command, { open, terminal, asJson }: Context) {
  client
    .command('add <team> <name>')
    .description('make an API client; its secret is shown this once')
    .option('--owner <email>', 'the member of the team for whom it acts')
    .option('--public', 'without a secret, for software that cannot keep one')
    .action((teamName: string, client_name: string, options: { owner?: string; public?: boolean }) =>
      open(async (parts) => {
        const { owner, public: isPublic = false } = options
        if (owner && isPublic)
          throw new SetupError('A public client acts for nobody by itself: give either --owner or --public.')
        const { teamId } = await findTeam(parts, teamName)
        const made = owner
          ? await parts.teams.createOwnedClient(
              operator,
              checked(NewClient, {
                client_name,
                ownerId: (await findUser(parts, owner)).userId,
                scope: [`team_api[${teamId}]`],
              }),
            )
          : await parts.teams.createTeamClient(
              operator,
              teamId,
              checked(NewTeamClient, { client_name, public: isPublic }),
            )
        terminal.facts({ clientId: made.clientId, secret: made.secret ?? 'none' }, asJson())
      }),
    )

  client
    .command('list [team]')
    .description('all API clients, or those of one team')
    .action((teamName: string | undefined) =>
      open(async (parts) => {
        const teamId = teamName === undefined ? null : (await findTeam(parts, teamName)).teamId
        const rows = (await parts.teams.listClients(teamId)).map((row) => ({
          clientId: row.client_id,
          teamId: row.team_id,
          name: row.name,
          revoked: row.revoked_at && printDate(row.revoked_at),
        }))
        terminal.table(rows, asJson())
      }),
    )

  client
    .command('secret <clientId>')
    .description('another secret, shown this once; the one before and all that was got with it end')
    .option('--keep-old <hours>', 'the one before works so long beside it, and what was got with it stays')
    .action((clientId: string, { keepOld }: { keepOld?: string }) =>
      open(async ({ teams }) => {
        const keepHours = keepOld === undefined ? undefined : hoursOf(keepOld)
        terminal.facts(await teams.replaceSecret(operator, clientId.toLowerCase(), keepHours), asJson())
      }),
    )

  client
    .command('revoke <clientId>')
    .description('end an API client: its secret and its tokens stop working')
    .action((clientId: string) =>
      open(async ({ teams }) => {
        await teams.revokeClient(operator, clientId)
        terminal.line('Its secret works no longer, and its tokens will not within seconds.')
      }),
    )
}

/** As long as somebody may take to tell their software another secret. */
const mostHours = 720

function hoursOf(given: string): number {
  const hours = Number(given)
  if (/^\d+$/.test(given) && hours >= 1 && hours <= mostHours) return hours
  throw new SetupError(`--keep-old takes whole hours, 1 to ${mostHours}; not "${given}".`)
}

function applicationCommands(application: Command, { open, terminal, asJson }: Context) {
  application
    .command('add <team> <name>')
    .description('make an application that users of other teams can let in')
    .requiredOption('--home-page <url>', 'its home page')
    .requiredOption('--redirect <url>', 'where browsers are sent back to with a code')
    .action((teamName: string, name: string, { homePage, redirect }: { homePage: string; redirect: string }) =>
      open(async (parts) => {
        const { teamId } = await findTeam(parts, teamName)
        const asked = checked(NewApplication, { name, homePage, redirectEndpoint: redirect })
        const { appId } = await parts.teams.createApplication(operator, teamId, asked)
        terminal.facts({ appId }, asJson())
      }),
    )

  application
    .command('list [team]')
    .description('all applications, or those of one team')
    .action((teamName: string | undefined) =>
      open(async (parts) => {
        const teamId = teamName === undefined ? null : (await findTeam(parts, teamName)).teamId
        const rows = (await parts.teams.listApplications(teamId)).map((row) => ({
          appId: row.app_id,
          teamId: row.team_id,
          name: row.name,
          redirect: row.redirect_endpoint,
          revoked: row.revoked_at && printDate(row.revoked_at),
        }))
        terminal.table(rows, asJson())
      }),
    )

  application
    .command('revoke <appId>')
    .description('end an application: nobody can let it in any more, and what it was allowed to do ends')
    .action((appId: string) =>
      open(async ({ teams }) => {
        await teams.revokeApplication(operator, appId)
        terminal.line('Nobody can let it in any more, and its tokens end within seconds.')
      }),
    )
}

function keyCommands(keys: Command, { open, terminal, asJson }: Context) {
  keys
    .command('rotate')
    .description('make the next key; every 90 days this is done by itself')
    .option('--now', 'sign with it at once and take back all others with their tokens, as when a key has leaked')
    .action(({ now = false }: { now?: boolean }) =>
      open(async ({ tokens, ledger }) => {
        const { keyId, signsFrom } = await tokens.rotateKeys({ now })
        await ledger.note(operator, { action: 'keys.rotate', target: keyId, details: { now } })
        terminal.facts({ keyId, signsFrom: printDate(signsFrom) }, asJson())
      }),
    )
}
