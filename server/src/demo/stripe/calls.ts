import type { Call } from './call.ts'
import { checkoutCalls } from './checkout-calls.ts'
import { customerCalls } from './customers.ts'
import { disputeCalls } from './disputes.ts'
import { endpointCalls } from './endpoints.ts'
import { intentCalls } from './intents.ts'
import { readingCalls } from './reading.ts'
import { refundCalls } from './refunds.ts'

const calls: readonly Call[] = [
  ...checkoutCalls,
  ...intentCalls,
  ...refundCalls,
  ...disputeCalls,
  ...customerCalls,
  ...endpointCalls,
  ...readingCalls,
]

/** Null where Stripe has no such call, or this stand-in has not. */
export function findCall(method: string, path: string): { call: Call; id: string } | null {
  for (const call of calls) {
    const match = call.method === method ? call.path.exec(path) : null
    if (match) return { call, id: match[1] ?? '' }
  }
  return null
}
