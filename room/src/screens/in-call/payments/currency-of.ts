import { currencies } from '@anteroom/contract/currencies'
import type { VisitView } from '@anteroom/contract/realtime'
import { kept } from '@anteroom/ui/ground/kept.ts'

/** The currency of the last amount that was asked for here. */
const last = kept('anteroom.currency')
export const keepCurrency = (currency: string) => last.set(currency)

/** Where people pay in it, by the region that their browser is set to. */
const regions: Record<string, string> = {
  aud: 'AU',
  cad: 'CA',
  chf: 'CH LI',
  cny: 'CN',
  dkk: 'DK',
  gbp: 'GB',
  inr: 'IN',
  jpy: 'JP',
  mxn: 'MX',
  nok: 'NO',
  nzd: 'NZ',
  pln: 'PL',
  sek: 'SE',
  sgd: 'SG',
  usd: 'US',
  aed: 'AE',
  sar: 'SA',
}

/**
 * What an amount is most likely meant in: what that person pays in, what was last asked for here, what the others in the
 * session pay in, what people pay in where this browser is.
 */
export function likelyCurrency(view: VisitView, visitId: string, languages = navigator.languages): string {
  const all = [...view.people, ...view.waiting, ...(view.turnedAway ?? [])]
  const theirs = all.filter((one) => one.visitId === visitId)
  const currencyOf = (people: typeof all) => people.flatMap(({ payments = [] }) => payments)[0]?.currency
  const region = languages.flatMap((tag) => /-([A-Z]{2})\b/.exec(tag)?.[1] ?? [])[0]
  const local = Object.entries(regions).find(([, names]) => region && names.split(' ').includes(region))?.[0]
  const candidates = [currencyOf(theirs), last.get(), currencyOf(all), local]
  return candidates.find((one) => one && currencies.includes(one)) ?? 'eur'
}
