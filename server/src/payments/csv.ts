import type { Payment } from '@anteroom/contract/api/payments'

type Cell = string | number | boolean | null
/** The columns of the file, by their names there. */
const columns: Record<string, (payment: Payment) => Cell> = {
  payment_id: ({ payment_id }) => payment_id,
  session_id: ({ session_id }) => session_id,
  participant_id: ({ participant_id }) => participant_id,
  account_id: ({ account_id }) => account_id,
  reason: ({ reason }) => reason,
  collect: ({ collect }) => collect,
  state: ({ state }) => state,
  amount: ({ amount }) => amount,
  currency: ({ currency }) => currency,
  refunded: ({ refunded }) => refunded,
  description: ({ description }) => description,
  trouble: ({ trouble }) => trouble,
  card_brand: ({ card }) => card?.brand ?? null,
  card_last4: ({ card }) => card?.last4 ?? null,
  waived: ({ waived }) => waived,
  stripe_payment: ({ stripe_payment }) => stripe_payment,
  test: ({ test }) => test,
  created: ({ created }) => created,
  changed: ({ changed }) => changed,
  paid: ({ paid }) => paid,
}

export const csvHeader = line(Object.keys(columns))

export const csvLine = (payment: Payment) => line(Object.values(columns).map((cell) => cell(payment)))

/** RFC 4180 */
function line(cells: Cell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`
}

function cellText(cell: Cell): string {
  const text = typeof cell === 'string' ? withoutFormula(cell) : String(cell ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A spreadsheet would compute what begins like this, whoever wrote it (OWASP, CSV injection). */
function withoutFormula(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
}
