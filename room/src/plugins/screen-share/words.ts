import { wordsOf } from '../../words/words.ts'
import type { words as en } from './words/en.ts'

/** This plugin's own words, in the language that the page speaks now. */
export const words = () => wordsOf<typeof en>('screen-share')
