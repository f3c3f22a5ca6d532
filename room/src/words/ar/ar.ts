import type { Words } from '../words.ts'
import { arCall, list } from './call.ts'
import { arCheck } from './check.ts'
import { arDevices } from './devices.ts'
import { arDoor } from './door.ts'
import { arElsewhere } from './elsewhere.ts'
import { apart, count } from './forms.ts'
import { arHelp } from './help.ts'
import { arHosts, arTold } from './hosts.ts'
import { arResilience } from './resilience.ts'
import { arStage } from './stage.ts'

/** Every word that a person reads, in Modern Standard Arabic; nobody is addressed as a man or as a woman. */
export const ar: Words = {
  language: 'اللغة',
  large: 'نص وأزرار أكبر',
  list,
  units: {
    days: count({ zero: '# يوم', one: 'يوم واحد', two: 'يومان', few: '# أيام', many: '# يومًا', other: '# يوم' }),
    hours: count({
      zero: '# ساعة',
      one: 'ساعة واحدة',
      two: 'ساعتان',
      few: '# ساعات',
      many: '# ساعة',
      other: '# ساعة',
    }),
    minutes: count({
      zero: '# دقيقة',
      one: 'دقيقة واحدة',
      two: 'دقيقتان',
      few: '# دقائق',
      many: '# دقيقة',
      other: '# دقيقة',
    }),
    seconds: count({
      zero: '# ثانية',
      one: 'ثانية واحدة',
      two: 'ثانيتان',
      few: '# ثوانٍ',
      many: '# ثانية',
      other: '# ثانية',
    }),
    together: (parts) => parts.join(' و'),
    underAMinute: 'أقل من دقيقة',
    shortMinutes: (minutes) => `${minutes} د`,
    shortHours: (hours, minutes) => `${hours} س ${minutes} د`,
  },
  you: 'أنت',
  someone: 'أحد المشاركين',
  close: 'إغلاق',
  exit: 'مغادرة',

  booked: {
    today: 'اليوم',
    at: (day, time) => `${day}، ${time}`,
    zone: (zone) => `بحسب منطقتك الزمنية (${zone})`,
  },
  meeting: {
    title: 'ستتحدث مع',
    host: 'زائرك',
    guest: (team) => `أحد أفراد فريق ${apart(team)}`,
    more: count({
      zero: 'ولا أحد غيرهم',
      one: 'وشخص آخر',
      two: 'وشخصان آخران',
      few: 'و# آخرون',
      many: 'و# آخرون',
      other: 'و# آخرون',
    }),
    presence: {
      'not-here': 'لم يصل بعد',
      away: 'ليس في الغرفة الآن',
      waits: 'في غرفة الانتظار',
      here: 'موجود الآن',
    },
  },

  connection: 'الاتصال',
  offline: 'لا يوجد اتصال حاليًا. تجري إعادة الاتصال…',
  offlineInCall: 'تجري إعادة الاتصال… يمكنك متابعة الحديث.',
  crowded: 'لحظة من فضلك، يدخل الآن كثيرون…',
  restoring: 'تجري استعادة الاتصال بالعيادة…',
  restoringInCall: 'تجري استعادة الاتصال بالعيادة… يمكنك متابعة الحديث.',
  undone: 'تعذّر علينا تنفيذ ما طلبته للتو. يُرجى المحاولة مرة أخرى.',
  untold: {
    left: 'لقد غادرت. سنخبر الآخرين فور عودة الاتصال.',
    ended: 'لقد غادرت. ستنتهي المكالمة لدى الآخرين فور عودة الاتصال. يُرجى إبقاء هذه الصفحة مفتوحة.',
  },
  backOnline: 'عاد الاتصال.',
  loading: 'لحظة من فضلك…',
  broken: {
    title: 'لم يكتمل تحميل هذه الصفحة',
    text: 'ربما انقطع الاتصال للحظة. يُرجى إعادة تحميل الصفحة؛ مكانك محفوظ.',
    button: 'إعادة التحميل',
  },

  precall: {
    title: 'هل كل شيء جاهز للانضمام؟',
    titleStart: 'هل كل شيء جاهز للبدء؟',
    titleMove: 'هل تريد نقل المكالمة إلى هنا؟',
    titleAlmost: 'كل شيء جاهز تقريبًا',
    name: 'اسمك',
    nameHint: (name) => (name ? `كي يكون اسمك معروفًا لدى ${apart(name)}.` : 'ليعرف الآخرون من أنت.'),
    nameMissing: 'يُرجى كتابة اسمك.',
    join: 'انضمام',
    start: 'بدء المكالمة',
    moveHere: 'نقل المكالمة إلى هنا',
    joining: 'يجري الانضمام…',
    check: 'لا أحد يراك أو يسمعك بعد.',
    allOff: 'ستنضم والكاميرا والميكروفون متوقفان.',
    joinWithout: {
      both: 'انضمام دون كاميرا وميكروفون',
      camera: 'انضمام دون كاميرا',
      microphone: 'انضمام دون ميكروفون',
    },
    settings: 'الكاميرا والصوت',
    without: {
      both: 'يمكنك رؤية الجميع وسماعهم والكتابة إليهم.',
      camera: 'يمكنك الانضمام بالصوت فقط.',
      microphone: 'سيراك الآخرون ويمكنك الكتابة إليهم.',
    },
  },

  waiting: {
    title: 'أنت في غرفة الانتظار',
    started: (name) => `اقترب وقت دخولك لدى ${apart(name)}`,
    first: 'لا أحد قبلك.',
    next: 'دورك هو التالي.',
    ahead: count({
      zero: 'لا أحد قبلك.',
      one: 'شخص واحد قبلك.',
      two: 'شخصان قبلك.',
      few: '# أشخاص قبلك.',
      many: '# شخصًا قبلك.',
      other: '# شخص قبلك.',
    }),
    keepOpen: 'سنرنّ عندما يحين دورك. يُرجى إبقاء هذه الصفحة مفتوحة.',
    free: 'يمكنك فعل شيء آخر حتى ذلك الحين.',
    since: (time) => `في غرفة الانتظار منذ ${apart(time)}`,
    message: (team) => `رسالة من ${apart(team)}`,
    turnedAway: (who) => `الأمر يحتاج إلى وقت أطول قليلًا لدى ${apart(who)}`,
    back: 'عودة إلى غرفة الانتظار للحظات',
    knocked: 'تم السؤال مرة أخرى.',
    leaveTitle: 'هل تريد مغادرة غرفة الانتظار؟',
    leaveText: 'يمكنك العودة بالرابط نفسه، لكنك ستفقد دورك.',
    stay: 'مواصلة الانتظار',
    selfView: 'لا أحد يراك أو يسمعك الآن.',
  },

  ...arCall,
  hosts: arHosts,
  stage: arStage,
  told: arTold,

  problems: {
    'wrong-phase': 'لا يمكن فعل ذلك حاليًا. تعرض الصفحة حالتك الحالية.',
    'too-soon': 'الوقت مبكر قليلًا. يُرجى الانتظار لحظة ثم المحاولة مجددًا.',
    'link-used-elsewhere': 'هذا الرابط مرتبط بمتصفح آخر. يُرجى المتابعة هناك.',
    'not-allowed': 'لا يستطيع فعل ذلك إلا مضيف الجلسة.',
    'plugin-off': 'هذه الميزة غير متاحة في هذه المكالمة.',
    'session-over': 'انقضى الوقت المحجوز.',
    'session-cancelled': 'تم إلغاء هذا الموعد.',
    'too-many-requests': 'طلبات كثيرة دفعة واحدة. يُرجى الانتظار لحظة ثم المحاولة مجددًا.',
    'invalid-request': 'تعذّر استخدام ما كُتب. يُرجى مراجعته والمحاولة مجددًا.',
    conflict: 'لم يبقَ مكان. يُرجى إزالة أحد المشاركين أولًا.',
    unavailable: 'لا يوجد اتصال حاليًا. يُرجى المحاولة مجددًا؛ مكانك محفوظ.',
  },
  problem: (code) => `لم ينجح ذلك. يُرجى المحاولة مجددًا. (${apart(code)})`,

  check: arCheck,
  devices: arDevices,
  door: arDoor,
  help: arHelp,
  plugins: import.meta.glob('../../plugins/*/words/ar.ts', { eager: true, import: 'words' }),
  resilience: arResilience,
  elsewhere: arElsewhere,
}

globalThis.anteroomWords = ar
