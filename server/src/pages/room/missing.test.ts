import { readFileSync } from 'node:fs'
import { languageTags } from '@anteroom/contract/languages'
import { expect, test } from 'vitest'
import { missingWords } from './missing.ts'

test.each(languageTags)('what is read without scripts is what the room says with them: %s', (language) => {
  const folder = language.toLowerCase()
  const room = readFileSync(new URL(`../../../../room/src/words/${folder}/${folder}.ts`, import.meta.url), 'utf8')
  for (const words of Object.values(missingWords[language])) expect(room).toContain(`'${words}'`)
})
