import { laterWordsOf } from '../../words/words.ts'
import type { words as en } from './words/later/en.ts'

/** Those of this plugin's words that come with its panel. */
export const laterWords = () => laterWordsOf<typeof en>('chat')
