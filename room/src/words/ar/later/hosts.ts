import type { LaterWords } from '../../words.ts'
import { apart } from '../forms.ts'

export const arHosts: LaterWords['hosts'] = {
  lock: 'قفل الغرفة',
  unlock: 'فتح الغرفة',
  lockedText: 'لا يدخل أحد جديد إلا إذا سمح له مضيف الجلسة.',
  makeHost: 'تعيين مضيفًا',
  makeHostTitle: (name) => `هل تريد تعيين ${apart(name)} مضيفًا للجلسة؟`,
  makeHostText: 'يستطيع مضيفو الجلسة إدخال الأشخاص وإخراجهم وقفل الغرفة ودعوة آخرين وإنهاء المكالمة للجميع.',
  makeHostForGood: 'سيبقى مضيفًا حتى عند عودته عبر رابطه.',
  isHostNow: (name) => `من مضيفي الجلسة الآن: ${apart(name)}.`,
  madeHostText: 'يمكنك إدخال الأشخاص وكتم صوت الآخرين وإنهاء المكالمة للجميع.',
  unmadeHostText: 'تبقى في المكالمة كما كنت.',

  invite: 'دعوة',
  inviteTitle: 'دعوة شخص إلى هذه المكالمة',
  inviteName: 'اسم المدعو',
  inviteNameHint: 'إذا بقي الحقل فارغًا، فسيُطلب الاسم عند الدخول.',
  inviteRole: 'صفة الحضور',
  inviteRoles: {
    GUEST: 'مريض أو قريب',
    PARTICIPANT: 'مترجم أو مرافق',
    HOST: 'زميل',
  },
  inviteHints: {
    GUEST: 'ينتظر حتى تسمح له بالدخول.',
    PARTICIPANT: 'يدخل مباشرة.',
    HOST: 'يدخل مباشرة مضيفًا مثلك.',
  },
  makeLink: 'إنشاء رابط',
  linkTitle: (name) => (name ? `رابط لـ ${apart(name)}` : 'الرابط الخاص بضيفك'),
  linkText: 'هذا الرابط لشخص واحد. يستطيع كل من لديه الرابط الدخول، لذا يُرجى إعطاؤه لصاحبه وحده.',
  linkReady: 'الرابط جاهز.',
  inviteAnother: 'دعوة شخص آخر',
  done: 'تم',
}

export const arTold: LaterWords['told'] = {
  removed: (by) => `تم إخراجك من هذه المكالمة من قِبل ${apart(by)}`,
  lockedText: (team) =>
    `المكالمة جارية، ولا يدخل أحد جديد حاليًا. وجودك هنا ظاهر لـ ${apart(team)}، ويمكن السماح لك بالدخول.`,
  lockedGoesOn: 'عندما تُفتح الغرفة من جديد، ستنتقل هذه الصفحة من تلقاء نفسها.',
}
