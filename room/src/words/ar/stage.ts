import type { Words } from '../words.ts'
import { apart } from './forms.ts'

export const arStage: Words['stage'] = {
  pin: 'إبقاء الصورة كبيرة',
  unpin: 'إلغاء تكبير الصورة',
  pinned: (name) => `ستبقى صورة ${apart(name)} كبيرة.`,
  unpinned: 'تُرتَّب الصور تلقائيًا من جديد.',
  of: (action, name) => `${action}: ${apart(name)}`,
  hideSelf: 'إخفاء صورتي',
  selfHidden: 'صورتك مخفية عنك، وما زال الآخرون يرونك.',
  showSelf: 'إظهار صورتي لي',
  moveSelf: 'نقل صورتي إلى الزاوية التالية',
  pictureInPicture: 'نافذة صغيرة فوق البرامج الأخرى',
  leavePictureInPicture: 'العودة إلى المكالمة',
  frozen: 'توقفت الصورة. بانتظار عودتها…',
  weak: 'اتصال ضعيف',
  'very-weak': 'اتصال ضعيف جدًا',
  ownWeak: 'اتصالك ضعيف. قد لا يراك الآخرون أو يسمعونك جيدًا.',
  ownWeakHelp: 'قد ينفع الاقتراب من شبكة الواي فاي أو إغلاق البرامج الأخرى أو إيقاف الكاميرا.',
  ownGood: 'عاد اتصالك جيدًا.',
  shortcuts: 'اختصارات لوحة المفاتيح',
  shortcutsOn: 'استخدام مفاتيح مفردة كاختصارات',
  shortcutsHint: 'لا تفعل شيئًا أثناء الكتابة.',
  keys: {
    microphone: 'تشغيل الميكروفون أو إيقافه',
    camera: 'تشغيل الكاميرا أو إيقافها',
    hand: 'رفع اليد أو إنزالها',
    people: 'الحضور',
    layout: 'ترتيب آخر للصور',
    fullScreen: 'ملء الشاشة',
    list: 'هذه القائمة',
  },
}
