import type { Words } from '../words.ts'
import { apart } from './forms.ts'

const listed = (names: readonly string[]) =>
  Intl.ListFormat ? new Intl.ListFormat('ar', { type: 'conjunction' }).format(names) : names.join('، ')
export const list = (names: readonly string[]) => listed(names.map(apart))

export const arCall: Pick<Words, 'call' | 'people' | 'menu'> = {
  call: {
    title: (names) => (names.length > 0 ? `مكالمة مع ${list(names)}` : 'مكالمة'),
    controls: 'عناصر التحكم',
    tiles: 'المشاركون في المكالمة',
    alone: 'لا أحد غيرك هنا بعد',
    anybody: 'كل من يدخل سيظهر هنا.',
    stay: 'يُرجى إبقاء هذه الصفحة مفتوحة.',
    invite: 'دعوة شخص آخر',
    expected: (names) => `${names.length === 1 ? 'ستظهر صورة' : 'ستظهر صور'} ${list(names)} هنا.`,
    joined: (name) => `انضم إلى المكالمة: ${apart(name)}.`,
    left: (name) => `غادر المكالمة: ${apart(name)}.`,
    mute: 'كتم',
    unmute: 'إلغاء الكتم',
    microphone: 'الميكروفون',
    stopVideo: 'إيقاف الفيديو',
    startVideo: 'تشغيل الفيديو',
    people: 'الحضور',
    peopleCount: (n) => `الحضور، العدد في المكالمة: ${n}`,
    raiseHand: 'رفع اليد',
    lowerHand: 'إنزال اليد',
    handRaised: 'اليد مرفوعة',
    raisedHand: (name) => `رُفعت يد: ${apart(name)}.`,
    menu: 'القائمة',
    more: 'المزيد',
    moreCount: (n) => `المزيد، الجديد: ${n}`,
    moreNotices: (n) => `إشعارات أخرى: ${n}`,
    choose: { microphone: 'اختيار الميكروفون', camera: 'اختيار الكاميرا' },
    end: 'إنهاء المكالمة',
    endTitle: 'مغادرة المكالمة أم إنهاؤها؟',
    leaveText: (names) => (names.length > 0 ? `يبقى في المكالمة: ${list(names)}.` : 'يمكنك العودة عبر الرابط نفسه.'),
    endForEveryone: 'إنهاء للجميع',
    endForEveryoneText: (others) => (others === 1 ? 'تنتهي المكالمة لكليكما.' : 'تنتهي المكالمة لجميع المشاركين فورًا.'),
    microphoneOff: 'الميكروفون متوقف',
    cameraOff: 'الكاميرا متوقفة',
    speaking: 'يجري التحدث',
    onHold: 'قيد الانتظار',
    line: {
      connecting: 'يجري الاتصال…',
      interrupted: 'انقطع الاتصال. تجري إعادة الاتصال…',
      failed: 'لا يوجد اتصال. تجري المحاولة مجددًا…',
    },
    screenOf: (name) => `شاشة ${apart(name)}`,
    playingStopped: 'أوقف متصفحك الصوت أو الصورة.',
    playAgain: 'تشغيل الصوت والصورة',
    pluginFailed: 'تعذّر تحميل جزء من المكالمة.',
    tryAgain: 'المحاولة مجددًا',
  },

  people: {
    title: 'الحضور',
  },

  menu: {
    help: 'المساعدة',
  },
}
