import { languages } from '@anteroom/contract/languages'
import { beforeEach } from 'vitest'
import { en } from '../../src/words/en/en.ts'
import { enLater } from '../../src/words/en/later/later.ts'
import { speak, speakLater } from '../../src/words/words.ts'
import { holdTimers } from './held-time.ts'
import { lookAs } from './looks.ts'
import '@anteroom/ui/theme.css'
import '../../src/first-screen.css'

// As the server's page has it.
const meta = Object.assign(document.createElement('meta'), { name: 'color-scheme', content: 'light dark' })
document.head.append(meta)

holdTimers()

beforeEach(async () => {
  // As long each time: what shows its address does so in as many lines.
  history.replaceState(null, '', '/link-of-ana')
  localStorage.clear()
  sessionStorage.clear()
  document.title = 'Follow-up after surgery · Riverside Clinic'
  document.documentElement.lang = 'en'
  document.documentElement.dir = languages.en.dir
  speakLater('en', enLater)
  speak('en', en)
  await lookAs('light, wide')
})
