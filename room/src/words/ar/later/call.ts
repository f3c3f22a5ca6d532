import type { LaterWords } from '../../words.ts'
import { apart } from '../forms.ts'

export const arCall: Pick<LaterWords, 'call' | 'people' | 'menu'> = {
  call: {
    stillMuted: 'صوتك مكتوم. الآخرون لا يسمعونك.',
    mutedBy: (name) => (name ? `تم كتم صوتك من قِبل ${apart(name)}.` : 'تم كتم صوتك من قِبل مضيف الجلسة.'),
  },

  people: {
    you: (name) => `${apart(name)} (أنت)`,
    lowerHand: 'إنزال اليد',
    handAt: (place) => `اليد مرفوعة، الترتيب ${place}`,
    loweredHand: (name) => `طُلب إنزال يد ${apart(name)}.`,
    leftAt: (name, time) => `غادر ${apart(name)} في ${time}.`,
    wait: 'انتظار',
    endForEveryone: 'إنهاء للجميع',
    silent: 'مكتوم',
    microphoneOn: 'الميكروفون يعمل',
    mute: 'كتم الصوت',
    muteEveryone: 'كتم صوت الجميع',
    muted: (name) => `تم كتم صوت ${apart(name)}.`,
    mutedEveryone: 'تم كتم صوت جميع الآخرين.',
    hold: 'وضع قيد الانتظار',
    resume: 'استئناف',
    back: 'إلى غرفة الانتظار',
    remove: 'إزالة',
    of: (action, name) => `${action}: ${apart(name)}`,
    removeTitle: (name) => `هل تريد إزالة ${apart(name)} من المكالمة؟`,
    removeText: 'سيتوقف الرابط الخاص بهذا المشارك فورًا، ولن تكون العودة به ممكنة.',
    away: 'يتعذّر الوصول حاليًا',
    held: (name) => `تم وضع ${apart(name)} قيد الانتظار.`,
    resumed: (name) => `عاد إلى المكالمة: ${apart(name)}.`,
    sentBack: (name) => `في غرفة الانتظار الآن: ${apart(name)}.`,
    removed: (name) => `تمت إزالة ${apart(name)}.`,
  },

  menu: {
    fullScreen: 'ملء الشاشة',
    exitFullScreen: 'الخروج من ملء الشاشة',
    title: 'القائمة',
    settings: 'الإعدادات',
    layout: 'الترتيب',
    grid: 'شبكة',
    speaker: 'المتحدث',
    sounds: 'تشغيل صوت عند وصول أحد أو وصول رسالة',
    about: 'حول هذه المكالمة',
    session: 'الموعد',
    team: 'العيادة',
    version: (version) => apart(`Anteroom ${version}`),
    encrypted: 'الصورة والصوت والرسائل مشفّرة بين المتصفحات، ولا يتم تسجيلها.',
  },
}
