import { apart, count } from '../../../words/ar/forms.ts'
import type { words as en } from './en.ts'

const newMessages = count({
  zero: 'لا رسائل جديدة',
  one: 'رسالة جديدة واحدة',
  two: 'رسالتان جديدتان',
  few: '# رسائل جديدة',
  many: '# رسالة جديدة',
  other: '# رسالة جديدة',
})

/** The words of the chat. */
export const words: typeof en = {
  key: 'الدردشة',
  you: 'أنت',
  someone: 'أحد المشاركين',
  title: 'الدردشة',
  control: 'دردشة',
  controlCount: (n) => (n === 0 ? 'دردشة' : `دردشة، ${newMessages(n)}`),
  says: (name, text) => `رسالة من ${apart(name)}: ${apart(text)}`,
  show: 'عرض',

  files: {
    offers: (name, file) => `${apart(name)}: إرسال الملف ${apart(file)}.`,
    savedBy: (name) => `${apart(name)}: تم حفظ الرسائل.`,
    savedByMe: 'حفظت الرسائل. يمكن للآخرين أن يقرؤوا ذلك.',
  },
}
