import type { Words } from '../words.ts'

export const arCheck: Words['check'] = {
  running: 'يجري فحص اتصالك…',

  findings: {
    'no-calls': 'المتصفح لا يستطيع إجراء المكالمات',
    'sound-only': 'صوت فقط',
    'no-microphone': 'لا ميكروفون',
    'no-devices': 'لا كاميرا ولا ميكروفون',
    'weak-line': 'اتصال ضعيف',
    'no-relay': 'تعذّر الوصول إلى الخادم الوسيط',
    'no-way': 'قد تمنع الشبكة المكالمة',
  },
}
