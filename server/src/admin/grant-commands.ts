import { type Grant, type GrantPage, grantsOfPage } from '@anteroom/contract/api/grants'
import type { Command } from 'commander'
import { operator } from '../ground/caller.ts'
import { type Context, findTeam } from './context.ts'

export function grantCommands(grants: Command, { open, terminal, asJson }: Context) {
  grants
    .command('list <team>')
    .description('what applications may do for a team, and who let them in')
    .action((name: string) =>
      open(async (parts) => {
        const { teamId } = await findTeam(parts, name)
        await parts.ledger.note(operator, { action: 'grant.list', target: teamId, teamId })
        await parts.ledger.flush()
        const found: Grant[] = []
        for (let page: GrantPage | null = null; page === null || page.more; found.push(...page.content)) {
          const after: string | null = page?.next ?? null
          page = await parts.teams.listGrants(operator, teamId, {
            limit: grantsOfPage.most,
            ...(after ? { after } : {}),
          })
        }
        const rows = found.map(({ grantId, applicationName, userName, scope, givenAt, lastUsedAt }) => {
          return { grantId, application: applicationName, user: userName, scope: scope.join(' '), givenAt, lastUsedAt }
        })
        terminal.table(rows, asJson())
      }),
    )

  grants
    .command('withdraw <team> <grantId>')
    .description('take it back: the application cannot act for the team any more, within seconds')
    .action((name: string, grantId: string) =>
      open(async (parts) => {
        const { teamId } = await findTeam(parts, name)
        await parts.teams.withdrawGrant(operator, teamId, grantId.toLowerCase())
        terminal.line('It is taken back. Access tokens of it end within 5 seconds, everything else has ended.')
      }),
    )
}
