import type { Call } from './call.ts'
import { checkoutCalls } from './checkout-calls.ts'
import { customerCalls } from './customers.ts'
import { disputeCalls } from './disputes.ts'
import { endpointCalls } from './endpoints.ts'
import { intentCalls } from './intents.ts'
import { readingCalls } from './reading.ts'
import { refundCalls } from './refunds.ts'

export const calls: readonly Call[] = [
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
    const id = call.method === method ? idIn(path, call.path) : null
    if (id !== null) return { call, id }
  }
  return null
}

/** What stands in a path where the pattern has `{id}`; null when it is another path. */
function idIn(path: string, pattern: string): string | null {
  const [before = '', after] = pattern.split('{id}')
  if (after === undefined) return path === pattern ? '' : null
  if (!path.startsWith(before) || !path.endsWith(after)) return null
  const id = path.slice(before.length, path.length - after.length)
  return /^\w{1,100}$/.test(id) ? id : null
}
