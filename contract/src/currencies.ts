/**
 * What Stripe takes money in, and how: from its published tables (docs.stripe.com, currencies). Which of them an account is
 * paid out in is between it and its bank.
 */

/** ISO 4217, lower case, as Stripe writes them. */
const twoDecimals =
  'aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny cop crc cve czk dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr ils inr isk jmd kes kgs khr kyd kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sos srd std szl thb tjs top try ttd twd tzs uah ugx usd uyu uzs wst xcd yer zar zmw'
const noDecimals = 'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'
const threeDecimals = 'bhd jod kwd omr tnd'

const digits = new Map<string, number>(
  [twoDecimals, noDecimals, threeDecimals].flatMap((names, at) =>
    names.split(' ').map((name) => [name, [2, 0, 3][at] ?? 2] as const),
  ),
)

/** The least that Stripe charges, in the currency's smallest unit; of others it is decided when the person pays. */
const least: Record<string, number> = {
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17_500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
  usd: 50,
}

/** All of them, in the order of their codes. */
export const currencies: readonly string[] = [...digits.keys()].sort()

/** The least of a currency, as far as it is known. */
export const leastOf = (currency: string): number => least[currency.toLowerCase()] ?? 1

/** The most that Stripe takes at once: eight digits. */
export const mostAmount = 99_999_999

/** How many digits follow the point; null for what Stripe does not take. */
export const digitsOf = (currency: string): number | null => digits.get(currency.toLowerCase()) ?? null

/** What is wrong with an amount, in the currency's smallest unit, as a sentence about it; null when nothing is. */
export function wrongWithAmount(amount: number, currency: string): string | null {
  const places = digitsOf(currency)
  const code = currency.toUpperCase()
  if (places === null) return `currency ${code} is none that payments are taken in`
  if (!Number.isInteger(amount)) {
    const meant = Math.round(amount * 10 ** places)
    return `amount must be in the smallest unit: ${meant} for ${code} ${amount}`
  }
  if (amount < 0) return 'amount must not be negative'
  if (amount > mostAmount) return `amount must be at most ${mostAmount}`
  const minimum = leastOf(currency)
  if (amount > 0 && amount < minimum) return `amount must be at least ${minimum} in ${code}, or 0 for none`
  // At Stripe these have two digits that are always zero, and three of which the last one is.
  if (/^(isk|ugx)$/i.test(currency) && amount % 100 !== 0) return `amount must be whole ${code}: a multiple of 100`
  if (places === 3 && amount % 10 !== 0) return `amount must be a multiple of 10 in ${code}`
  return null
}
