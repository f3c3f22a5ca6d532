import type { LaterWords } from '../../words.ts'
import { apart, count } from '../forms.ts'

/** What hosts do about those who wait, beyond letting them in. */
export const arDoor: LaterWords['door'] = {
  message: 'رسالة',
  letAllIn: 'إدخال الجميع',
  letAllTitle: count({
    zero: 'إدخال الجميع؟',
    one: 'إدخال الشخص المنتظر؟',
    two: 'إدخال الشخصين معًا؟',
    few: 'إدخال الـ # جميعًا؟',
    many: 'إدخال الـ # جميعًا؟',
    other: 'إدخال الـ # جميعًا؟',
  }),
  letAllText: 'سيرى بعضهم بعضًا.',
  notNow: 'ليس الآن',
  notNowOne: (name) => `ليس الآن: ${apart(name)}`,
  notNowText: (name) => `يمكنك السماح بالدخول في أي وقت: ${apart(name)}`,
  reason: (name) => `رسالة إلى ${apart(name)} (اختيارية)`,
  ownWords: 'بكلماتك الخاصة',
  askToWait: (name) => `هل تطلب الانتظار من ${apart(name)}؟`,
  askThem: 'طلب الانتظار',
  reasonsOften: ['سأتأخر 10 دقائق.', 'ما زلت مع شخص آخر.'],
  messageTo: (name) => `رسالة إلى ${apart(name)}`,
  messageHint: 'تظهر على شاشة الانتظار.',
  send: 'إرسال',
  takeAway: 'سحب الرسالة',
  quiet: (name) => `بلا رنين لـ ${apart(name)}`,
  soundOff: 'بلا رنين',
  soundOn: 'مع رنين',
  loud: (name) => `مع رنين لـ ${apart(name)}`,
  notify: 'إشعاري على هذا الحاسوب',
  notifyHint: 'عندما يصل أحد وأنت تنظر إلى نافذة أخرى. لا يذكر الإشعار أي اسم.',
  notifyRefused: 'لا يسمح هذا المتصفح بإشعارات من هذه الصفحة.',
}
