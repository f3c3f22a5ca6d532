import type { Words } from '../words.ts'
import { apart } from './forms.ts'

/** Help in a call: what somebody cannot do, and what a host answers with one press. */
export const arHelp: Words['help'] = {
  asks: {
    hear: (name) => `لا يسمعك: ${apart(name)}`,
    see: (name) => `لا يراك: ${apart(name)}`,
    heard: (name) => `صوته لا يصل إليك: ${apart(name)}`,
    seen: (name) => `صورته لا تصل إليك: ${apart(name)}`,
    other: (name) => `طلب مساعدة من ${apart(name)}`,
  },
  microphone: { on: 'الميكروفون يعمل', off: 'الميكروفون متوقف', failed: 'عطل في الميكروفون' },
  camera: { on: 'الكاميرا تعمل', off: 'الكاميرا متوقفة', failed: 'عطل في الكاميرا' },
}
