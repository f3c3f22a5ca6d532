import type { Words } from '../words.ts'
import { apart } from './forms.ts'

/** Help in a call: what somebody cannot do, and what a host answers with one press. */
export const arHelp: Words['help'] = {
  tell: (host) => `ما المشكلة؟ سيقرؤها ${apart(host)}`,
  troubles: { hear: 'لا أسمعك', see: 'لا أراك', other: 'شيء آخر' },
  read: (host) => `يقرأ الآن رسالتك: ${apart(host)}`,
  unheard: 'لم تصل الرسالة. أخبرهم بطريقة أخرى من فضلك.',
  asks: {
    hear: (name) => `لا يسمعك: ${apart(name)}`,
    see: (name) => `لا يراك: ${apart(name)}`,
    other: (name) => `طلب مساعدة من ${apart(name)}`,
  },
  microphone: { on: 'الميكروفون يعمل', off: 'الميكروفون متوقف', failed: 'عطل في الميكروفون' },
  camera: { on: 'الكاميرا تعمل', off: 'الكاميرا متوقفة', failed: 'عطل في الكاميرا' },
  answer: 'رد',
  answers: {
    speaker: 'تحقق من مكبر الصوت',
    volume: 'ارفع مستوى الصوت',
    unmute: 'اضغط «إلغاء الكتم»',
    video: 'شغّل الكاميرا',
    reload: 'أعد تحميل الصفحة',
    chat: 'اكتب في الدردشة',
  },
  answered: (host, answer) => `${apart(host)}: ${answer}`,
}
