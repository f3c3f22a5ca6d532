import type { Words } from '../words.ts'
import { apart } from './forms.ts'

export const arHosts: Words['hosts'] = {
  locked: 'الغرفة مقفلة.',
  unlocked: 'الغرفة مفتوحة من جديد.',
  lockedSign: 'مقفلة',

  more: (name) => `المزيد من الخيارات لـ ${apart(name)}`,
  madeHost: (by) => (by ? `تم تعيينك مضيفًا للجلسة من قِبل ${apart(by)}.` : 'أنت الآن من مضيفي الجلسة.'),
  unmadeHost: 'لم تعد من مضيفي الجلسة.',
}

export const arTold: Words['told'] = {
  letIn: 'أنت الآن في المكالمة.',
  mayJoin: 'حان الموعد. يمكنك الانضمام الآن.',
  resumed: 'لقد عدت إلى المكالمة.',
  sentBack: (who) => `يُرجى الانتظار هنا بطلب من ${apart(who)}. لا مشكلة: مكالمتك لم تنتهِ.`,
  endedBy: (name) => `انتهت المكالمة من جهة ${apart(name)}.`,
  lockedTitle: 'الغرفة مقفلة',
}
