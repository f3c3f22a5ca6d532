import { invalid, type Refusal } from './refusal.ts'

/** As Stripe's documents list them: https://docs.stripe.com/currencies. */
const known = new Set(
  `usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp
  cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk
  jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn
  nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std
  szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw`.split(/\s+/),
)
const withoutCents = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '))
const withThousandths = new Set('bhd jod kwd omr tnd'.split(' '))
/** Written with two decimals, both of which are always zero. */
const inWholes = new Set(['isk', 'ugx'])

/** In the smallest unit; for the others Stripe converts, and asks for about half a dollar. */
const smallest: Record<string, number> = {
  ...{ aed: 200, aud: 50, bgn: 100, brl: 50, cad: 50, chf: 50, czk: 1500, dkk: 250, eur: 50, gbp: 30, hkd: 400 },
  ...{ huf: 17500, inr: 50, jpy: 50, mxn: 1000, myr: 200, nok: 300, nzd: 50, pln: 200, ron: 200, sek: 300, sgd: 50 },
  ...{ thb: 1000, usd: 50 },
}
const largest = 99_999_999

export function checkCurrency(currency: string, param: string): string {
  const lower = currency.toLowerCase()
  if (known.has(lower)) return lower
  const list = [...known].join(', ')
  throw invalid(`Invalid currency: ${lower.slice(0, 20)}. Stripe currently supports these currencies: ${list}`, {
    param,
  })
}

/** `in` is how Stripe calls the amount where it is given. */
export function checkAmount(amount: number, currency: string, where: { says: string; param?: string }): void {
  const more = where.param ? { param: where.param } : {}
  const refused = (code: string, words: string): Refusal => invalid(`${where.says} ${words}`, { code, ...more })
  const least = smallest[currency] ?? 1
  if (amount < least) throw refused('amount_too_small', `at least ${money(least, currency)} ${currency}`)
  if (amount > largest) throw refused('amount_too_large', `no more than ${money(largest, currency)} ${currency}`)
  if (withThousandths.has(currency) && amount % 10 !== 0) {
    throw invalid('Invalid amount: the last digit of an amount in a three-decimal currency must be 0', more)
  }
  if (inWholes.has(currency) && amount % 100 !== 0) {
    throw invalid(`Invalid amount: ${currency} has no decimals, so the last two digits must be 0`, more)
  }
}

/** An amount in the smallest unit, as a person reads it. */
export function money(amount: number, currency: string): string {
  const digits = withoutCents.has(currency) ? 0 : withThousandths.has(currency) ? 3 : 2
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits)
}
