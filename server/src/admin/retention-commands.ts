import { type RetentionChange, type RetentionMember, retentionMembers } from '@anteroom/contract/api/retention'
import type { Command } from 'commander'
import { operator } from '../ground/caller.ts'
import { SetupError } from '../ground/setup-error.ts'
import { parseDays } from '../retention/rules.ts'
import { type AdminParts, type Context, findTeam, findUser } from './context.ts'

/** `--names` is for `names_days`. */
const optionOf = (member: RetentionMember) => member.replace(/_days$/, '').replaceAll('_', '-')

export function retentionCommand(retention: Command, { open, terminal, asJson }: Context) {
  retention
    .argument('<team>', 'its id or subdomain')
    .description('for how many days after the end of a session a team keeps what; with options: from now on so')
    .option('--sessions <days>', 'all that a session holds about people')
    .option('--names <days>', 'names and the like')
    .option('--summaries <days>', 'who was there when, and how fast their lines were')
    .option('--checks <days>', 'what browsers found out before the call')
    .option('--webhook-log <days>', 'events and their deliveries')
    .addHelpText('after', '\nDays are a number from 1 to 3650, "never", or "default" for as the service has it.')
    .action((name: string, options: Record<string, string>) =>
      open(async (parts) => {
        const { teamId } = await findTeam(parts, name)
        const before = await parts.retention.read(operator, teamId)
        const change: RetentionChange = {}
        for (const member of retentionMembers) {
          const text = options[optionOf(member).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())]
          if (text === 'default') continue
          const days = text === undefined ? before[member] : parseDays(text)
          if (days === undefined) throw new SetupError(`"${text}" is no number of days: 1 to 3650, never or default.`)
          if (text !== undefined || !before.inherited.includes(member)) change[member] = days
        }
        const isChanged = Object.keys(options).length > 0
        const now = isChanged ? await parts.retention.set(operator, teamId, change) : before
        const rows = retentionMembers.map((member) => ({
          what: optionOf(member),
          days: now[member] ?? 'never',
          by: now.inherited.includes(member) ? 'default' : 'team',
        }))
        terminal.table(rows, asJson())
      }),
    )
}

export function eraseCommands(erase: Command, { open, terminal }: Context) {
  const teamOf = async (what: string, id: string, find: (id: string) => Promise<string | null>) => {
    const teamId = await find(id)
    if (teamId === null) throw new SetupError(`There is no ${what} ${id}.`)
    return { ...operator, teamId }
  }

  erase
    .command('session <id>')
    .description('what a session holds about people, all its participants included; one that is not over is cancelled')
    .action((id: string) =>
      open(async ({ retention }: AdminParts) => {
        const caller = await teamOf('session', id, retention.teamOfSession)
        await retention.eraseSession(caller, id.toLowerCase())
        terminal.line(
          'It is erased. Ids, the booked times and the fact stay; backups hold it until they are overwritten.',
        )
      }),
    )

  erase
    .command('participant <id>')
    .description('what a seat holds about a person; their link stops working')
    .action((id: string) =>
      open(async ({ retention }: AdminParts) => {
        const caller = await teamOf('participant', id, retention.teamOfParticipant)
        await retention.eraseParticipant(caller, id)
        terminal.line('It is erased. Ids and the fact stay; backups hold it until they are overwritten.')
      }),
    )

  erase
    .command('user <email>')
    .description('who a user is (by email or id), how they sign in, their places in teams, and all that acts for them')
    .option('--force', 'also when a team has no other admin')
    .action((email: string, { force = false }: { force?: boolean }) =>
      open(async (parts) => {
        const { userId } = await findUser(parts, email)
        await parts.retention.eraseUser(operator, userId, { force })
        terminal.line('They are erased. Their id and the fact stay; backups hold the rest until they are overwritten.')
      }),
    )
}
