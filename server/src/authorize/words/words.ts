import type { Language } from '@anteroom/contract/languages'
import type { Refusal } from '../service.ts'
import { ar } from './ar.ts'
import { de } from './de.ts'
import { en, type Words } from './en.ts'
import { es } from './es.ts'
import { zhHans } from './zh-hans.ts'

/** The words of the pages where a user signs in and decides. */
export const allWords: Record<Language, Words> = { en, de, es, ar, 'zh-Hans': zhHans }

/** Whoever looks after an application reads these, beside its documentation: they are in English for everybody. */
export const forDevelopers = {
  refused: {
    'unknown-application':
      'client_id has to be the id of an application that is registered here and was not revoked, given once.',
    'other-address':
      'redirect_uri has to be the same, letter by letter, as the redirect endpoint that is registered; or be left out.',
  } satisfies Record<Refusal, string>,
  denied: 'The user did not allow it.',
  noTeam: 'The user is in no team.',
}
