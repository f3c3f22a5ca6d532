import type { LaterWords } from '../../words.ts'
import { apart } from '../forms.ts'

export const arStage: LaterWords['stage'] = {
  pin: 'إبقاء الصورة كبيرة',
  unpin: 'إلغاء تكبير الصورة',
  pinned: (name) => `ستبقى صورة ${apart(name)} كبيرة.`,
  unpinned: 'تُرتَّب الصور تلقائيًا من جديد.',
  of: (action, name) => `${action}: ${apart(name)}`,
  showWhole: 'إظهار الصورة كاملة',
  fillScreen: 'ملء الشاشة بالصورة',
  pictureInPicture: 'نافذة صغيرة فوق البرامج الأخرى',
  leavePictureInPicture: 'العودة إلى المكالمة',
  pictureInPictureFailed: 'لم تُفتح النافذة الصغيرة. يُرجى المحاولة مجددًا.',
  ownPicture: 'صورتي',
  hideSelf: 'إخفاء صورتي',
  selfHidden: 'صورتك مخفية عنك، وما زال الآخرون يرونك.',
  showSelf: 'إظهار صورتي لي',
  moveSelf: 'نقل صورتي إلى الزاوية التالية',
  ownWeak: 'اتصالك ضعيف.',
  ownWeakText: 'من دون فيديو يسمعك الآخرون بشكل أفضل.',
  screenComing: (name) => `ستظهر شاشة ${apart(name)} بعد لحظة…`,
  shortcuts: 'اختصارات لوحة المفاتيح',
  shortcutsOn: 'استخدام مفاتيح مفردة كاختصارات',
  shortcutsHint: 'لا تفعل شيئًا أثناء الكتابة.',
  keyGroups: { own: 'أنت', panels: 'اللوحات', view: 'العرض' },
  keys: {
    microphone: 'تشغيل الميكروفون أو إيقافه',
    camera: 'تشغيل الكاميرا أو إيقافها',
    hand: 'رفع اليد أو إنزالها',
    people: 'الحضور',
    waiting: 'غرفة الانتظار',
    layout: 'تغيير الترتيب',
    fullScreen: 'ملء الشاشة',
    list: 'اختصارات لوحة المفاتيح',
  },
}

export const arCaptions: LaterWords['captions'] = {
  title: 'كتابة الكلام',
  hint: 'تُكتب على هذا الجهاز مما تسمعه. لا يخرج منه أي صوت ولا يُحفظ شيء.',
  unavailable: 'لا يستطيع هذا المتصفح كتابة الكلام على هذا الجهاز. يستطيع ذلك Chrome أو Edge على حاسوب.',
  listening: 'يظهر هنا ما يقوله الآخرون.',
  fetching: 'يجلب متصفحك ما يحتاج إليه لكتابة الكلام. يحدث هذا مرة واحدة فقط.',
  off: 'إيقاف كتابة الكلام',
}

/** The words of the safety code. */
export const arSafety: LaterWords['safety'] = {
  button: 'رمز الأمان',
  title: (name) => `رمز الأمان مع ${apart(name)}`,
  text: (name) =>
    `ليقرأه كل منكما للآخر: إذا ظهرت الأرقام نفسها لدى ${apart(name)} فلا أحد بينكما يمكنه أن يسمع أو يشاهد.`,
  differs: 'إذا اختلفت الأرقام فأنهِ المكالمة وتواصل بطريقة أخرى.',
  none: 'لا يوجد رمز قبل أن تتصلا ببعضكما.',
}
