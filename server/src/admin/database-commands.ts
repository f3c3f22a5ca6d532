import type { Command } from 'commander'
import { operator } from '../ground/caller.ts'
import type { Context } from './context.ts'

/** Whether the database is the one that the service has used until now, or a copy of it. */
export function databaseCommands(database: Command, { open, terminal, asJson }: Context) {
  database
    .command('status')
    .description('where the database stands, and whether webhooks and payments wait until you say which it is')
    .action(() =>
      open(async ({ standing }) => {
        const { noted, here, differs } = await standing.compare()
        const rows = [...(noted ? [{ what: 'noted', ...noted }] : []), { what: 'found', ...here }].map(
          ({ isProduction: _, ...row }) => row,
        )
        terminal.table(rows, asJson())
        if (asJson()) return
        if (noted === null) terminal.line('Nothing is noted so far: the next server that looks notes its own.')
        else if (differs === '') terminal.line('It is the one that was noted.')
        else terminal.line(`It is not the one that was noted: ${differs}. Say "database moved" or "database copy".`)
      }),
    )

  database
    .command('moved')
    .description('it is the one that the service goes on with, and no other is: webhooks and payments go on')
    .action(() =>
      open(async ({ standing, ledger }) => {
        await ledger.note(operator, { action: 'database.moved', target: null })
        await standing.forget()
        terminal.line('Servers send webhooks and take payments from it again within seconds.')
      }),
    )

  database
    .command('copy')
    .description(
      'it is a copy, for tests say: its webhooks are disabled, and the keys of payment accounts taken out of it',
    )
    .action(() =>
      open(async ({ standing, ledger }) => {
        const { webhooks, accounts } = await standing.silence()
        await ledger.note(operator, { action: 'database.copy', target: null, details: { webhooks, accounts } })
        // Last, so that whoever is broken off is asked once more.
        await standing.forget()
        terminal.line(
          `It stands for itself now. Webhooks that were disabled: ${webhooks}; payment accounts that lost their key: ${accounts}.`,
        )
      }),
    )
}
