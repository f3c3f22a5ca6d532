import { Contact, FrameOrigins, NewTeam, Opening } from '@anteroom/contract/api/teams'
import { printDate } from '@anteroom/contract/dates'
import type { Command } from 'commander'
import { operator } from '../ground/caller.ts'
import { SetupError } from '../ground/setup-error.ts'
import { checked } from '../http/validation.ts'
import type { Teams } from '../teams/service.ts'
import { type AdminParts, type Context, findTeam, findUser, type Terminal } from './context.ts'

export function teamCommands(team: Command, { open, terminal, asJson }: Context) {
  team
    .command('add <name>')
    .description('make a team')
    .requiredOption('--subdomain <label>', 'its short name, which no other team has')
    .option('--admin <email>', 'the user who becomes its admin')
    .action((name: string, { subdomain, admin }: { subdomain: string; admin?: string }) =>
      open(async (parts) => {
        const userId = admin === undefined ? null : (await findUser(parts, admin)).userId
        const { teamId } = await parts.teams.create(operator, checked(NewTeam, { name, subdomain }), userId)
        terminal.facts({ teamId }, asJson())
      }),
    )

  team
    .command('list')
    .description('all teams')
    .option('--removed', 'those that were removed, by their ids')
    .action(({ removed = false }: { removed?: boolean }) =>
      open(async ({ teams }) => {
        if (removed) return terminal.table((await teams.listRemoved()).map(removedRow), asJson())
        const rows = (await teams.list()).map(({ teamId, subdomain, name }) => ({ teamId, subdomain, name }))
        terminal.table(rows, asJson())
      }),
    )

  team
    .command('add-member <team> <email>')
    .description('let a user act for a team (by its id or subdomain)')
    .option('--admin', 'they may make clients and applications for it')
    .action((name: string, email: string, { admin }: { admin?: boolean }) =>
      open(async (parts) => {
        const { teamId } = await findTeam(parts, name)
        const { userId } = await findUser(parts, email)
        await parts.teams.putMember(operator, teamId, userId, admin ? 'admin' : 'member')
        terminal.line(`${email} is ${admin ? 'an admin' : 'a member'} of ${name}.`)
      }),
    )

  team
    .command('origins <team> [origins...]')
    .description("the sites that may show a team's rooms in a frame; with origins: from now on those")
    .option('--any', 'from now on every https site')
    .option('--none', 'from now on none')
    .action((name: string, origins: string[], { any = false, none = false }: { any?: boolean; none?: boolean }) =>
      open(async (parts) => {
        if (Number(any) + Number(none) + Number(origins.length > 0) > 1) {
          throw new SetupError('Give either origins, or --any, or --none.')
        }
        const { teamId } = await findTeam(parts, name)
        const asks = any || none || origins.length > 0
        const { frame_origins } = asks
          ? await parts.teams.setFrameOrigins(
              operator,
              teamId,
              checked(FrameOrigins, { frame_origins: any ? null : origins }),
            )
          : await parts.teams.readFrameOrigins(operator, teamId)
        const rows = (frame_origins ?? ['https:']).map((origin) => ({ origin }))
        terminal.table(rows, asJson())
      }),
    )

  team
    .command('contact <team>')
    .description('how people reach a team, as its pages show it; with options: from now on so')
    .option('--phone <number>', "as people read it; '' for none")
    .option('--email <address>', "'' for none")
    .action((name: string, asked: { phone?: string; email?: string }) =>
      open(async (parts) => {
        const { teamId } = await findTeam(parts, name)
        const now = await parts.teams.readContact(operator, teamId)
        const asks = asked.phone !== undefined || asked.email !== undefined
        const wanted = { phone: (asked.phone ?? now.phone) || null, email: (asked.email ?? now.email) || null }
        const contact = asks ? await parts.teams.setContact(operator, teamId, checked(Contact, wanted)) : now
        terminal.table([contact], asJson())
      }),
    )

  team
    .command('opening <team> [minutes]')
    .description("how many minutes before its start a team's sessions open; with minutes, or 'start': from now on so")
    .action((name: string, asked: string | undefined) =>
      open(async (parts) => {
        const { teamId } = await findTeam(parts, name)
        const opens_before_minutes = asked === 'start' ? null : Number(asked)
        const opening =
          asked === undefined
            ? await parts.teams.readOpening(operator, teamId)
            : await parts.teams.setOpening(operator, teamId, checked(Opening, { opens_before_minutes }))
        terminal.table([opening], asJson())
      }),
    )

  team
    .command('remove-member <team> <email>')
    .description('end that')
    .action((name: string, email: string) =>
      open(async (parts) => {
        const { teamId } = await findTeam(parts, name)
        const { userId } = await findUser(parts, email)
        await parts.teams.removeMember(operator, teamId, userId)
        terminal.line(`${email} is no member of ${name} any more.`)
      }),
    )

  team
    .command('remove <team>')
    .description('for good: all that the team has made ends, and what its sessions hold about people is erased')
    .option('--force', 'also while people are in its calls, or payments are not decided')
    .addHelpText('after', '\nIt asks for the subdomain; programs hand it over as a line of the input.')
    .action((name: string, { force = false }: { force?: boolean }) =>
      open((parts) => removeTeam(parts, { name, force, terminal, asJson: asJson() })),
    )
}

const removedRow = ({ teamId, removedAt, isCleared }: Awaited<ReturnType<Teams['listRemoved']>>[number]) => ({
  teamId,
  removed: removedAt && printDate(removedAt),
  left: isCleared ? 'nothing' : 'is being cleared',
})

type Removing = { name: string; force: boolean; terminal: Terminal; asJson: boolean }

async function removeTeam(parts: AdminParts, { name, force, terminal, asJson }: Removing) {
  const { teamRemoval } = parts.retention
  // One that was broken off is known by its id alone.
  const broken = (await parts.teams.listRemoved()).find(({ teamId }) => teamId === name.toLowerCase())
  const { teamId, subdomain } = broken ? { ...broken, subdomain: null } : await findTeam(parts, name)
  const there = await teamRemoval.look(teamId)
  if (subdomain !== null) {
    if (!asJson) terminal.facts({ team: subdomain, ...there }, false)
    const given = await terminal.ask(`All of this goes for good. Type ${subdomain} to go on: `)
    if (given.trim().toLowerCase() !== subdomain)
      throw new SetupError(`That is not "${subdomain}". Nothing was changed.`)
    await teamRemoval.remove(operator, teamId, { force })
  }
  const caller = { ...operator, teamId }
  // One page has all that a team may have.
  for (const { account_id: accountId } of (await parts.paymentAccounts.list(caller)).content) {
    if (force) await parts.payments.endUnknown(caller, accountId)
    await parts.paymentAccounts.remove(caller, accountId)
  }
  await teamRemoval.clear(teamId)
  if (asJson) return terminal.facts({ teamId, ...there }, true)
  terminal.line(
    `It is removed, and has the id ${teamId} from now on: the audit log and what was paid are kept under it. Its users are there still ("user remove"), and backups hold it until they are overwritten.`,
  )
}
