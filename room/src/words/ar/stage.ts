import type { Words } from '../words.ts'

export const arStage: Words['stage'] = {
  selfMenu: 'خيارات صورتي',
  frozen: 'توقفت الصورة. بانتظار عودتها…',
  weak: 'اتصال ضعيف',
  ownGood: 'عاد اتصالك جيدًا.',
}
