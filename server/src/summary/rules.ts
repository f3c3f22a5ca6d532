import type { ClientPayload } from '@anteroom/contract/realtime'

/** What a page says of the bandwidth that it has measured. */
export type Measured = ClientPayload<'call:bandwidth'>

/** Whether the figures go together; each of them is in its bounds already. */
export function isConsistent({ sent, received }: Measured): boolean {
  return [sent, received].every(({ min, max, average }) => min <= average && average <= max)
}
