import { dateLocale } from './words.ts'

const units = ['byte', 'kilobyte', 'megabyte'] as const

/** "2.4 MB", in the visitor's own notation. */
export function sizeText(bytes: number, locale = dateLocale()): string {
  const at = bytes < 1000 ? 0 : bytes < 999_500 ? 1 : 2
  const value = bytes / 1000 ** at
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[at] ?? 'byte',
    unitDisplay: at === 0 ? 'long' : 'short',
    maximumFractionDigits: at === 2 && value < 10 ? 1 : 0,
  })
  return format.format(value)
}
