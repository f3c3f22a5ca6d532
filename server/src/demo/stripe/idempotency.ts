import { createHash } from 'node:crypto'
import type { Account, Answer, Answered } from './objects.ts'
import { Refusal } from './refusal.ts'

const lifeSeconds = 24 * 3600
const mostKept = 20_000

/**
 * The answer that a key was given before, or the place for the first. Whatever was done is answered alike for a day, also
 * when it failed; a key whose first request is still being done is refused.
 */
export function openAnswer(account: Account, key: string, request: string, now: number): Answered {
  if (key.length > 255) {
    throw new Refusal(400, {
      type: 'idempotency_error',
      message: 'Idempotency keys can be at most 255 characters long.',
    })
  }
  const asked = createHash('sha256').update(request).digest('base64')
  const known = account.answers.get(key)
  if (!known || known.at < now - lifeSeconds) {
    const opened = { asked, answer: null, at: now }
    account.answers.delete(key)
    account.answers.set(key, opened)
    forgetOldest(account)
    return opened
  }
  if (known.asked !== asked) {
    throw new Refusal(400, {
      type: 'idempotency_error',
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try \
using a key other than '${key}' if you meant to execute a different request.`,
    })
  }
  if (!known.answer) {
    throw new Refusal(409, {
      type: 'idempotency_error',
      code: 'idempotency_key_in_use',
      message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted \
twice, and the other request is still going through): ${key}. Please try again later.`,
    })
  }
  return known
}

/** With the answer the key is free for repetitions; without one, because nothing was done, for another request. */
export function closeAnswer(account: Account, key: string, opened: Answered, answer: Answer | null) {
  if (answer) opened.answer = answer
  else if (account.answers.get(key) === opened) account.answers.delete(key)
}

function forgetOldest({ answers }: Account) {
  if (answers.size <= mostKept) return
  const [oldest] = answers.keys()
  if (oldest !== undefined) answers.delete(oldest)
}
