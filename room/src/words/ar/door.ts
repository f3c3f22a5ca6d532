import type { Words } from '../words.ts'
import { apart, count } from './forms.ts'

const people = count({
  zero: 'لا أحد في الانتظار',
  one: 'شخص واحد في الانتظار',
  two: 'شخصان في الانتظار',
  few: '# أشخاص في الانتظار',
  many: '# شخصًا في الانتظار',
  other: '# شخص في الانتظار',
})

/** Who knocks, and what hosts do about it. */
export const arDoor: Words['door'] = {
  title: 'غرفة الانتظار',
  control: 'الانتظار',
  controlCount: (n) => `غرفة الانتظار، ${people(n)}`,
  knocks: (name) => `في غرفة الانتظار: ${apart(name)}`,
  people,
  nobody: 'لا أحد في الانتظار.',
  nobodyText: 'من يصل يظهر هنا فورًا مع صوت تنبيه.',
  sinceShort: (time) => `مدة الانتظار: ${time}`,
  letIn: 'إدخال',
  letInOne: (name) => `إدخال ${apart(name)}`,
  letAllIn: 'إدخال الجميع',
  notNow: 'ليس الآن',
  notNowOne: (name) => `ليس الآن: ${apart(name)}`,
  later: 'إخفاء هذا التنبيه',
  more: count({
    zero: 'ولا أحد غيرهم',
    one: 'وشخص آخر',
    two: 'وشخصان آخران',
    few: 'و# آخرون',
    many: 'و# آخرون',
    other: 'و# آخرون',
  }),
  message: 'رسالة',
  messageTo: (name) => `رسالة إلى ${apart(name)}`,
  messageHint: 'تظهر على شاشة الانتظار.',
  send: 'إرسال',
  sent: 'يظهر الآن على الشاشة:',
  takeAway: 'سحب الرسالة',
  quiet: (name) => `إيقاف صوت التنبيه لـ ${apart(name)}`,
  soundOff: 'إيقاف التنبيه',
  soundOn: 'تشغيل التنبيه',
  loud: (name) => `تشغيل صوت التنبيه لـ ${apart(name)}`,
  away: 'انقطع الاتصال، والمكان محفوظ',
  notify: 'إشعاري على هذا الحاسوب',
  notifyHint: 'عندما يصل أحد وأنت تنظر إلى نافذة أخرى. لا يذكر الإشعار أي اسم.',
  notification: 'هناك من ينتظر في غرفة الانتظار',
  notifyRefused: 'لا يسمح هذا المتصفح بإشعارات من هذه الصفحة.',
  atTheDoor: (name) => `طلب دخول من ${apart(name)}`,
}
