import type { Words } from '../words.ts'
import { apart } from './forms.ts'

export const arStage: Words['stage'] = {
  pin: 'إبقاء الصورة كبيرة',
  unpin: 'إلغاء تكبير الصورة',
  pinned: (name) => `ستبقى صورة ${apart(name)} كبيرة.`,
  unpinned: 'تُرتَّب الصور تلقائيًا من جديد.',
  of: (action, name) => `${action}: ${apart(name)}`,
  selfMenu: 'خيارات صورتي',
  showWhole: 'إظهار الصورة كاملة',
  fillScreen: 'ملء الشاشة بالصورة',
  pictureInPicture: 'نافذة صغيرة فوق البرامج الأخرى',
  leavePictureInPicture: 'العودة إلى المكالمة',
  pictureInPictureFailed: 'لم تُفتح النافذة الصغيرة. يُرجى المحاولة مجددًا.',
  frozen: 'توقفت الصورة. بانتظار عودتها…',
  weak: 'اتصال ضعيف',
  'very-weak': 'اتصال ضعيف جدًا',
  ownGood: 'عاد اتصالك جيدًا.',
}
