import type { Command } from 'commander'
import type { Context } from './context.ts'

/** Of values that do not open. */
const maxNamed = 100

export function masterKeyCommands(masterKey: Command, { open, terminal, asJson }: Context) {
  masterKey
    .command('status')
    .description('which columns are sealed with which key')
    .action(() =>
      open(async ({ resealing }) => {
        const rows = (await resealing.status()).map(({ column, keyId, values }) => ({ column, key: keyId, values }))
        terminal.table(rows, asJson())
      }),
    )

  masterKey
    .command('rotate')
    .description('seal everything with the first key of MASTER_KEY, while servers run; then the others can go')
    .action(() =>
      open(async ({ resealing }) => {
        const { written, unreadable } = await resealing.reseal()
        terminal.line(`${written} rows were sealed with it. "master-key status" shows whether any are left.`)
        if (unreadable.length === 0) return
        const named = unreadable.slice(0, maxNamed).join(', ')
        const more = unreadable.length > maxNamed ? ' and more' : ''
        terminal.line(
          `${unreadable.length} values do not open with any of the keys and stay as they are: ${named}${more}`,
        )
      }),
    )
}
