import {
  NewPaymentAccount,
  type Payment,
  type PaymentAccount,
  PaymentAccountChange,
  PaymentsQuery,
  RefundRequest,
} from '@anteroom/contract/api/payments'
import type { Command } from 'commander'
import { operator } from '../ground/caller.ts'
import { checked } from '../http/validation.ts'
import { type AdminParts, type Context, findTeam, findTeamId } from './context.ts'

/** Whoever runs the service acts for the team. */
async function callerFor(parts: AdminParts, team: string) {
  const { teamId } = await findTeam(parts, team)
  return { ...operator, teamId }
}

const readerFor = async (parts: AdminParts, team: string) => ({ ...operator, teamId: await findTeamId(parts, team) })

export function paymentCommands(payments: Command, { open, terminal, asJson }: Context) {
  accountCommands(payments.command('accounts').description('accounts at Stripe'), { open, terminal, asJson })

  payments
    .command('list <team>')
    .description('the newest payments of a team; with --csv all of them, as a file')
    .option('--state <state>', 'those that stand so')
    .option('--session <id>', 'those of a session')
    .option('--participant <id>', 'those of a participant')
    .option('--account <id>', 'those of a payment account')
    .option('--from <time>', 'made at that time or later')
    .option('--until <time>', 'made before that time')
    .option('--csv', 'all of them, as RFC 4180 has it')
    .action((team: string, { csv = false, session, participant, account, ...others }: Asked) =>
      open(async (parts) => {
        const caller = await readerFor(parts, team)
        const ids = { session_id: session, participant_id: participant, account_id: account }
        const given = Object.entries({ ...others, ...ids }).filter(([, value]) => value !== undefined)
        const query = checked(PaymentsQuery, Object.fromEntries(given))
        await parts.ledger.note(caller, { action: 'payment.list', target: null })
        await parts.ledger.flush()
        if (csv) {
          for await (const lines of parts.paymentLists.lines(caller, query)) terminal.text(lines)
        } else {
          const { content } = await parts.paymentLists.list(caller, query)
          terminal.table(content.map(paymentRow), asJson())
        }
      }),
    )

  payments
    .command('refund <team> <participant>')
    .description('give back what a participant has paid as their fee, in whole')
    .option('--amount <number>', 'only that much of it, in the smallest unit of the currency')
    .option('--payment <id>', 'of another payment of theirs than the fee')
    .action((team: string, participant: string, { amount, payment }: { amount?: string; payment?: string }) =>
      open(async (parts) => {
        const caller = await callerFor(parts, team)
        const asked = checked(RefundRequest, {
          ...(amount === undefined ? {} : { amount: /^\d+$/.test(amount) ? Number(amount) : amount }),
          ...(payment === undefined ? {} : { payment_id: payment }),
        })
        const { paymentId } = await parts.payments.refund(caller, participant.toLowerCase(), asked)
        terminal.facts(paymentRow(await parts.paymentLists.read(caller, paymentId)), asJson())
      }),
    )
}

type Asked = {
  csv?: boolean
  state?: string
  session?: string
  participant?: string
  account?: string
  from?: string
  until?: string
}

const paymentRow = (payment: Payment) => ({
  paymentId: payment.payment_id,
  participantId: payment.participant_id,
  state: payment.state,
  amount: payment.amount,
  currency: payment.currency,
  refunded: payment.refunded,
  mode: payment.test ? 'test' : 'live',
  created: payment.created,
})

const secretNames = { secret_key: 'key', webhook_secret: 'signing secret' }

function accountCommands(accounts: Command, { open, terminal, asJson }: Context) {
  /** What is wanted of the secrets: they come neither from the command line, where others see them, nor from a file. */
  async function askedFor(wanted: { [name in keyof typeof secretNames]: boolean | undefined }) {
    const members = (['secret_key', 'webhook_secret'] as const).filter((member) => wanted[member])
    const answers = members.length > 0 ? await terminal.askSecrets(members.map((member) => secretNames[member])) : []
    return Object.fromEntries(members.map((member, at) => [member, answers[at]?.trim()]))
  }

  accounts
    .command('add <team> <name>')
    .description('try a secret or restricted key of an account at Stripe, and keep it; asks for the key')
    .option('--default', 'what names no other account goes there from now on; the first one is so anyway')
    .option('--webhook-secret', 'also asks for the signing secret of a webhook that was entered at Stripe')
    .action(async (team: string, name: string, options: { default?: boolean; webhookSecret?: boolean }) => {
      const secrets = await askedFor({ secret_key: true, webhook_secret: options.webhookSecret })
      const asked = { name, ...secrets, ...(options.default ? { default: true } : {}) }
      await open(async (parts) => {
        const made = await parts.paymentAccounts.add(await callerFor(parts, team), checked(NewPaymentAccount, asked))
        terminal.facts(accountFacts(made), asJson())
      })
    })

  accounts
    .command('list <team>')
    .description('the payment accounts of a team')
    .action((team: string) =>
      open(async (parts) => {
        const { content } = await parts.paymentAccounts.list(await callerFor(parts, team))
        terminal.table(content.map(accountRow), asJson())
      }),
    )

  accounts
    .command('change <team> <account>')
    .description('change a payment account, by its id')
    .option('--name <name>', 'how it is called')
    .option('--default', 'what names no other account goes there from now on')
    .option('--key', 'asks for another key of the same account at Stripe')
    .option('--webhook-secret', 'asks for the signing secret of a webhook that was entered at Stripe')
    .action(async (team: string, account: string, options: Changes) => {
      const { name, key: secret_key, webhookSecret: webhook_secret } = options
      const asked = {
        ...(name === undefined ? {} : { name }),
        ...(await askedFor({ secret_key, webhook_secret })),
        ...(options.default ? { default: true } : {}),
      }
      await open(async (parts) => {
        const change = checked(PaymentAccountChange, asked)
        const caller = await callerFor(parts, team)
        terminal.facts(
          accountFacts(await parts.paymentAccounts.change(caller, account.toLowerCase(), change)),
          asJson(),
        )
      })
    })

  accounts
    .command('remove <team> <account>')
    .description('wipe the key of a payment account; what it has taken stays in the list of payments')
    .option('--force', 'also where it is not known what became of payments, as Stripe does not take the key any more')
    .action((team: string, account: string, { force = false }: { force?: boolean }) =>
      open(async (parts) => {
        await parts.paymentAccounts.remove(await callerFor(parts, team), account.toLowerCase(), force)
        terminal.line('Its key is wiped, and nothing is paid there any more.')
      }),
    )
}

type Changes = { name?: string; default?: boolean; key?: boolean; webhookSecret?: boolean }

const accountRow = (account: PaymentAccount) => ({
  accountId: account.account_id,
  name: account.name,
  key: `…${account.key_hint}`,
  mode: account.mode,
  default: account.default ? 'yes' : 'no',
  state: account.state,
  webhook: account.webhook,
})

const accountFacts = (account: PaymentAccount) => ({
  ...accountRow(account),
  message: account.state_message,
  webhookUrl: account.webhook_url,
})
