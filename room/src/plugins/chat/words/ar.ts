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
  log: 'الرسائل',
  empty: 'لا رسائل بعد.',
  label: 'كتابة رسالة',
  send: 'إرسال',
  alone: 'لا أحد غيرك هنا بعد؛ ومن يأتي لاحقًا لن يرى ما تكتبه الآن.',
  says: (name, text) => `رسالة من ${apart(name)}: ${apart(text)}`,
  left: count({
    zero: 'لم يتبقَّ أي حرف',
    one: 'تبقّى حرف واحد',
    two: 'تبقّى حرفان',
    few: 'تبقّت # أحرف',
    many: 'تبقّى # حرفًا',
    other: 'تبقّى # حرف',
  }),
  show: 'عرض',
  opensNew: '(يُفتح في علامة تبويب جديدة)',

  files: {
    attach: 'إرسال ملف',
    drop: 'أفلته هنا لإرساله إلى الجميع',
    tooLarge: (name, limit) => `الملف ${apart(name)} كبير جدًا. الحد الأقصى لحجم الملف ${limit}.`,
    alone: 'لا يوجد أحد آخر هنا بعد لإرسال ملف إليه.',
    offers: (name, file) => `${apart(name)}: إرسال الملف ${apart(file)}.`,
    download: 'تنزيل',
    of: (action, file) => `${action}: ${apart(file)}`,
    waiting: 'يبدأ بعد لحظة.',
    cancel: 'إلغاء',
    progress: (done, size) => `${done} من ${size}`,
    done: 'تم التنزيل',
    arrived: (file) => `تم تنزيل ${apart(file)}.`,
    saveAgain: 'حفظ مرة أخرى',
    interrupted: 'انقطع التنزيل.',
    damaged: 'لم يصل الملف كما أُرسل.',
    again: 'المحاولة مرة أخرى',
    gone: 'لم يعد متاحًا',
    shared: 'يمكن للآخرين تنزيله ما دمت في المكالمة.',
    waitingFor: (name) => `${apart(name)}: يبدأ بعد لحظة`,
    sendingTo: (name) => `جارٍ الإرسال إلى ${apart(name)}`,
    has: (name) => `وصل إلى ${apart(name)}.`,
    notSent: (name) => `لم يصل إلى ${apart(name)}.`,
    takeBack: 'إيقاف الإرسال',
    takenBack: 'لم تعد ترسل هذا الملف.',
    unreadable: 'تم تغيير هذا الملف أو إزالته، فلم يعد بالإمكان إرساله.',
    preview: (file) => `معاينة ${apart(file)}`,

    newMessages: 'رسائل جديدة',
    private:
      'تنتقل الرسائل والملفات من متصفح إلى متصفح ولا تُحفظ بعد المكالمة. إذا حفظ أحد المضيفين الرسائل فستقرأ ذلك هنا.',
    save: 'حفظ الرسائل',
    savedBy: (name) => `${apart(name)}: تم حفظ الرسائل.`,
    savedByMe: 'حفظت الرسائل. يمكن للآخرين أن يقرؤوا ذلك.',
    transcript: {
      title: (call) => `الرسائل: ${call}`,
      zone: (zone) => `الأوقات: ${zone}`,
      file: (name) => `[ملف: ${apart(name)}]`,
      name: (date) => `رسائل ${date}.txt`,
    },
  },
}
