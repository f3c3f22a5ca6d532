import type { Words } from '../words.ts'
import { apart } from './forms.ts'

export const arHosts: Words['hosts'] = {
  lock: 'قفل الغرفة',
  unlock: 'فتح الغرفة',
  locked: 'الغرفة مقفلة.',
  unlocked: 'الغرفة مفتوحة من جديد.',
  lockedSign: 'مقفلة',
  lockedText: 'لا يدخل أحد جديد إلا إذا سمح له مضيف الجلسة.',

  more: (name) => `المزيد من الخيارات لـ ${apart(name)}`,
  makeHost: 'تعيين مضيفًا',
  makeHostTitle: (name) => `هل تريد تعيين ${apart(name)} مضيفًا للجلسة؟`,
  makeHostText: 'يستطيع مضيفو الجلسة إدخال الأشخاص وإخراجهم وقفل الغرفة ودعوة آخرين وإنهاء المكالمة للجميع.',
  makeHostForGood: 'سيبقى مضيفًا حتى عند عودته عبر رابطه.',
  isHostNow: (name) => `من مضيفي الجلسة الآن: ${apart(name)}.`,
  madeHost: (by) => (by ? `تم تعيينك مضيفًا للجلسة من قِبل ${apart(by)}.` : 'أنت الآن من مضيفي الجلسة.'),
  madeHostText: 'يمكنك إدخال الأشخاص وكتم صوت الآخرين وإنهاء المكالمة للجميع.',
  unmadeHost: 'لم تعد من مضيفي الجلسة.',
  unmadeHostText: 'تبقى في المكالمة كما كنت.',

  invite: 'دعوة',
  inviteTitle: 'دعوة شخص إلى هذه المكالمة',
  inviteName: 'اسم المدعو',
  inviteNameHint: 'إذا بقي الحقل فارغًا، فسيُطلب الاسم عند الدخول.',
  inviteRole: 'صفة الحضور',
  inviteRoles: {
    GUEST: 'ينتظر حتى يسمح له مضيف الجلسة بالدخول',
    PARTICIPANT: 'يدخل مباشرة، كما يفعل المترجم',
    HOST: 'يستطيع كل ما تستطيعه',
  },
  guestWithoutWaiting: 'يدخل مباشرة',
  makeLink: 'إنشاء رابط',
  linkTitle: (name) => (name ? `رابط لـ ${apart(name)}` : 'الرابط الخاص بضيفك'),
  linkText: 'هذا الرابط لشخص واحد. يستطيع كل من لديه الرابط الدخول، لذا يُرجى إعطاؤه لصاحبه وحده.',
  linkReady: 'الرابط جاهز.',
  inviteAnother: 'دعوة شخص آخر',
  done: 'تم',
}

export const arTold: Words['told'] = {
  letIn: 'أنت الآن في المكالمة.',
  mayJoin: 'حان الموعد. يمكنك الانضمام الآن.',
  resumed: 'لقد عدت إلى المكالمة.',
  sentBack: 'أعادك مضيف الجلسة إلى غرفة الانتظار.',
  removed: (by) => `تم إخراجك من هذه المكالمة من قِبل ${apart(by)}`,
  endedBy: (name) => `تم إنهاؤها للجميع من قِبل ${apart(name)}. الكاميرا والميكروفون لديك متوقفان.`,
  lockedTitle: 'الغرفة مقفلة',
  lockedText: (team) =>
    `المكالمة جارية، ولا يدخل أحد جديد حاليًا. وجودك هنا ظاهر لـ ${apart(team)}، ويمكن السماح لك بالدخول.`,
  lockedGoesOn: 'عندما تُفتح الغرفة من جديد، ستنتقل هذه الصفحة من تلقاء نفسها.',
}
