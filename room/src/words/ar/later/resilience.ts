import type { LaterWords } from '../../words.ts'
import { apart } from '../forms.ts'

export const arResilience: LaterWords['resilience'] = {
  ownVideoPaused: 'الفيديو لديك متوقف مؤقتًا بسبب ضعف الاتصال.',
  ownVideoPausedText: 'ما زال الآخرون يسمعونك. سيعود الفيديو من تلقاء نفسه.',
  ownInterrupted: 'أوقف جهازك الكاميرا أو الميكروفون مؤقتًا.',
  ownInterruptedText: 'قد تكون مكالمة هاتفية أو تطبيق آخر يستخدمهما.',
  resume: 'استئناف الكاميرا والصوت',
  stillPaused: 'لا شيء بعد؟ يُرجى إعادة تحميل الصفحة؛ مكانك محفوظ.',
  forgotten: 'الكاميرا والميكروفون لديك متوقفان.',
  forgottenText: 'بدأت هذه الصفحة من جديد، ولا يتذكر متصفحك ما إذا كانا قيد التشغيل.',
  turnBothOn: 'تشغيل الاثنين',
  gone: (device, now) => `لم يعد متاحًا: ${apart(device)}. المستخدم الآن: ${apart(now)}.`,
  back: (device) => `عاد إلى الاستخدام: ${apart(device)}.`,
  notStarted: (device, still) => `تعذّر تشغيل ${apart(device)}. ما زال مستخدمًا: ${apart(still)}.`,
  someDevice: { microphone: 'الميكروفون لديك', camera: 'الكاميرا لديك' },
  anotherDevice: { microphone: 'ميكروفون آخر', camera: 'كاميرا أخرى' },
}
