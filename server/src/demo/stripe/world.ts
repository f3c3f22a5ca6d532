import type { Account } from './objects.ts'

/** What the objects of an account are made with. */
export type World = {
  /** In seconds, as Stripe tells time. */
  now(): number
  id(prefix: string): string
  /** The address of a page that a person opens. */
  pageUrl(path: string): string
  /** Whether a refund takes its time, as it does where the practice's balance is too low. */
  hasSlowRefunds(): boolean
  /** Writes down an event with the object as it is now, and sends it to whoever wants to know. */
  happen(account: Account, type: string, object: object): void
}
