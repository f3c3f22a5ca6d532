import type { Words } from '../words.ts'
import { apart } from './forms.ts'

export const arResilience: Words['resilience'] = {
  videoPaused: 'الفيديو متوقف مؤقتًا، الاتصال ضعيف',
  videoPausedOf: (name) => `فيديو ${apart(name)} متوقف مؤقتًا بسبب ضعف الاتصال.`,
  interrupted: 'انقطاع للحظات',
  interruptedOf: (name) => `انقطاع للحظات لدى ${apart(name)}.`,
}
