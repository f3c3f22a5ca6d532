import type { Command } from 'commander'
import type { Context } from './context.ts'

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
        const rows = await resealing.reseal()
        terminal.line(`${rows} rows were sealed with it. "master-key status" shows whether any are left.`)
      }),
    )
}
