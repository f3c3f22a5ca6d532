import type { LaterWords } from '../../words.ts'
import { apart } from '../forms.ts'

/** Help in a call: what somebody cannot do, and what a host answers with one press. */
export const arHelp: LaterWords['help'] = {
  tell: (host) => `ما المشكلة؟ سيقرؤها ${apart(host)}`,
  troubles: { hear: 'لا أسمعك', see: 'لا أراك', heard: 'لا تسمعني', seen: 'لا تراني', other: 'شيء آخر' },
  reads: (host) => `تظهر رسالتك فورًا على شاشة ${apart(host)}.`,
  read: (host) => `يقرأ الآن رسالتك: ${apart(host)}`,
  unheard: 'لم تصل الرسالة. أخبرهم بطريقة أخرى من فضلك.',
  answer: 'رد',
  both: {
    on: (name) => `الميكروفون والكاميرا يعملان لدى ${apart(name)}`,
    off: (name) => `الميكروفون والكاميرا متوقفان لدى ${apart(name)}`,
  },
  devices: (name, devices) => `${apart(name)}: ${devices}`,
  sendTo: (name) => `إرسال إلى ${apart(name)}:`,
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
