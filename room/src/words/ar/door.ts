import type { Words } from '../words.ts'
import { list } from './call.ts'
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
  justNow: 'الآن',
  letIn: 'إدخال',
  letInOne: (name) => `إدخال ${apart(name)}`,
  lettingIn: (name) => `جارٍ إدخال ${apart(name)}…`,
  willSee: (names) => `سيرى ${list(names)}`,
  undo: 'تراجع',
  undoOne: (name) => `تراجع عن إدخال ${apart(name)}`,
  undone: (name) => `ما زال في الانتظار: ${apart(name)}`,
  moreForAll: 'المزيد لكل المنتظرين',
  fold: 'إخفاء غرفة الانتظار',
  keys: '↑ ↓ اختيار · L إدخال · T رسالة',
  mayKnockIn: (left) => `ليس الآن. يمكن الطرق بعد ${left}`,
  mayKnock: 'ليس الآن. يمكن الطرق مجددًا',
  later: 'إخفاء هذا التنبيه',
  sent: 'كتبتَ:',
  away: 'انقطع الاتصال، والمكان محفوظ',
  awayShort: 'منقطع',
  notification: 'هناك من ينتظر في غرفة الانتظار',
  atTheDoor: (name) => `طلب دخول من ${apart(name)}`,
}
