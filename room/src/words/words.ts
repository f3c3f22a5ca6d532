import { en } from './en/en.ts'

/** What every language has to say. */
export type Words = typeof en

/** The words of this page. */
export const words: Words = en

/** How dates and numbers are written: English words ask for English dates, of the visitor's own region if known. */
export const dateLocale = globalThis.navigator?.languages?.find((tag) => tag.startsWith(words.language)) ?? 'en-GB'
