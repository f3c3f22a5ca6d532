import type { Count, Tally } from './hostile-tally.ts'
import { connectPage, type WirePage, type WireView } from './wire-page.ts'

/** What an attack has to work with. Links are the last parts of entry links. */
export type Order = {
  /** The process that is attacked, and another one where there is one. */
  url: string
  farUrl: string
  /** Of guests whom nobody has used yet. */
  guest: string
  second: string
  /** Of a host who is on the attacker's side. */
  host: string
  /** Of somebody else, who is in a call. */
  seated: string
  /** All of one session, a host first. */
  crowd: string[]
}

/** Of those calls that the attacker has pages in, besides those that attack. */
type Beside = { calls: number; callsEnded: number }
export type Report = Beside & { tally: Tally }

/** An attack that goes on: `once` again and again, then `end`. */
export type Working = { once(): Promise<unknown>; end?(): Beside | undefined }

export const ignored = () => {}

/** Counts whether it was let in. */
export function openPage(
  url: string,
  link: string,
  count: Count,
  { what = 'page', more }: { what?: string | undefined; more?: Record<string, unknown> } = {},
): Promise<WirePage> {
  return count.of(what, connectPage(url, link, more), () => 'let in')
}

/** Counts what it was answered with. */
export function event(count: Count, page: WirePage, name: string, payload: unknown, what = name): Promise<string> {
  return count.of(what, page.attempt(name, payload), (outcome) => outcome)
}

export async function becomes(page: WirePage, fits: (view: WireView) => boolean): Promise<void> {
  const view = page.view()
  if (!view || !fits(view)) await page.until(fits)
}

/** For whoever needs nobody to let them in. */
export async function enter(page: WirePage): Promise<void> {
  await page.ask('visit:enter', {})
  await becomes(page, ({ phase }) => phase.name === 'in-call')
}
