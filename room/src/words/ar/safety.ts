import type { Words } from '../words.ts'
import { apart } from './forms.ts'

/** The words of the safety code. */
export const arSafety: Words['safety'] = {
  button: 'رمز الأمان',
  title: (name) => `رمز الأمان مع ${apart(name)}`,
  text: (name) =>
    `ليقرأه كل منكما للآخر: إذا ظهرت الأرقام نفسها لدى ${apart(name)} فلا أحد بينكما يمكنه أن يسمع أو يشاهد.`,
  differs: 'إذا اختلفت الأرقام فأنهِ المكالمة وتواصل بطريقة أخرى.',
  none: 'لا يوجد رمز قبل أن تتصلا ببعضكما.',
}
