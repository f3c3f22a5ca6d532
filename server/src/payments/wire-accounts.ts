import type { PaymentAccount } from '@anteroom/contract/api/payments'
import { printDate } from '@anteroom/contract/dates'
import type { AccountRow } from './store-accounts.ts'
import { noticeTypes } from './stripe/notices.ts'

/** Where Stripe tells of what happens in an account. */
export const webhookUrl = (publicUrl: string, accountId: string) => `${publicUrl}/v1/stripe/webhook/${accountId}`

const enterWebhook = `The webhook could not be registered at Stripe. Enter the address in webhook_url there (Developers, Webhooks) for these events, and give its signing secret here as webhook_secret: ${noticeTypes.join(', ')}.`

export function accountToWire(row: AccountRow, publicUrl: string): PaymentAccount {
  const webhook = row.webhook_endpoint ? 'registered' : row.webhook_secret ? 'given' : 'missing'
  return {
    account_id: row.account_id,
    name: row.name,
    provider: 'stripe',
    key_hint: row.key_hint,
    mode: row.is_live ? 'live' : 'test',
    default: row.is_default,
    state: row.state,
    state_message: row.state_message ?? (webhook === 'missing' ? enterWebhook : null),
    webhook,
    webhook_url: webhookUrl(publicUrl, row.account_id),
    created: printDate(row.created_at),
  }
}
