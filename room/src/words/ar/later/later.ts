import type { LaterWords } from '../../words.ts'
import { apart } from '../forms.ts'
import { arCall } from './call.ts'
import { arCheck } from './check.ts'
import { arDevices } from './devices.ts'
import { arDoor } from './door.ts'
import { arElsewhere } from './elsewhere.ts'
import { arHelp } from './help.ts'
import { arHosts, arTold } from './hosts.ts'
import { arLink, arOtherBrowser } from './link.ts'
import { arPayments } from './payments.ts'
import { arResilience } from './resilience.ts'
import { arCaptions, arSafety, arStage } from './stage.ts'

/** What is read in the parts that are fetched later, in Arabic. */
export const arLater: LaterWords = {
  roles: { HOST: 'مضيف الجلسة', GUEST: 'ضيف', PARTICIPANT: 'مشارك' },
  understood: 'حسنًا',
  cancel: 'إلغاء',
  booked: {
    title: 'الموعد',
    was: 'كان الموعد',
  },

  notice: {
    unknown: {
      title: 'لم نجد موعدك',
      text: 'يُرجى التأكد من نسخ الرابط كاملًا من رسالتك.',
      way: (team) =>
        team
          ? `إذا كان كاملًا، فيُرجى طلب رابط جديد من ${apart(team)}.`
          : 'إذا كان كاملًا، فيُرجى طلب رابط جديد من العيادة التي أرسلته إليك.',
    },
    ended: {
      title: 'انتهت هذه الزيارة',
      text: 'حفاظًا على خصوصيتك، نسيت هذه الصفحة رابطك.',
      way: () => 'للعودة، افتح الرابط الموجود في رسالتك من جديد.',
    },
    removed: {
      title: 'لم تعد مشاركًا في هذه المكالمة',
      text: 'لم يعد رابطك يفتح هذه المكالمة.',
      way: (team) => `إذا كنت ترى أن هذا حدث بالخطأ، فيُرجى التواصل مع ${apart(team)}.`,
    },
    cancelled: {
      title: 'تم إلغاء هذا الموعد',
      text: 'لا توجد مكالمة في هذا الوقت.',
      way: (team) => `إذا لم تكن تتوقع ذلك أو كنت بحاجة إلى موعد جديد، فيُرجى التواصل مع ${apart(team)}.`,
    },
    over: {
      title: 'انتهى هذا الموعد',
      text: '',
      way: (team) => `إذا فاتك الموعد أو كنت بحاجة إلى وقت إضافي، فيُرجى التواصل مع ${apart(team)}.`,
    },
    'used-elsewhere': {
      title: 'يُرجى استخدام الجهاز الذي فتحت الرابط عليه أولًا',
      text: 'حفاظًا على خصوصيتك، يُفتح رابطك فقط على الهاتف أو الجهاز اللوحي أو الحاسوب الذي استخدمته أول مرة، وفي المتصفح نفسه.',
      way: (team) => `إن لم يكن ذلك ممكنًا، فيُرجى طلب رابط جديد من ${apart(team)}.`,
    },
    'taken-over': {
      title: 'مكالمتك مفتوحة في مكان آخر',
      text: 'انتقلت إلى جهاز آخر.',
      way: () => 'يمكنك إغلاق هذه الصفحة أو إعادة المكالمة إلى هنا.',
    },
    useHere: 'نقل المكالمة إلى هنا',
  },

  tooEarly: {
    title: 'لم يحن الموعد بعد',
    opens: 'موعد فتح الغرفة',
    opensIn: (left) => `الوقت المتبقي: ${left}`,
    opening: 'يجري فتح الغرفة…',
    goesOn: 'يُرجى ترك هذه الصفحة مفتوحة: سنرنّ عندما يحين الموعد، ويمكنك الانضمام من هنا.',
    help: (team) => `إذا لم يناسبك الوقت، فيُرجى التواصل مع ${apart(team)}.`,
  },

  /** Before a telephone number, and before an address. */
  contact: { call: 'الاتصال على', write: 'مراسلة' },

  turnedAway: {
    text: 'سنرنّ فور إمكان دخولك، وقد يكون ذلك في أي وقت. يُرجى إبقاء هذه الصفحة مفتوحة.',
    askIn: (left) => `يمكنك السؤال مرة أخرى بعد ${apart(left)}.`,
    ask: 'السؤال مرة أخرى',
  },

  nobodyLetsIn: {
    title: 'لا يوجد حاليًا من يمكنه السماح لك بالدخول.',
    text: (team) => `يُرجى التواصل مع ${apart(team)}. ستستمر هذه الصفحة من تلقاء نفسها فور وجود من يستقبلك.`,
  },

  onHold: {
    title: 'أنت قيد الانتظار',
    text: (who) => `يُرجى الانتظار للحظات بطلب من ${apart(who)}، ثم تعود إلى المكالمة. يُرجى إبقاء هذه الصفحة مفتوحة.`,
    private: 'لا أحد يراك أو يسمعك الآن، وأنت لا ترى الآخرين ولا تسمعهم.',
  },
  exitScreen: {
    left: 'غادرت المكالمة',
    ended: 'انتهت المكالمة',
    lost: 'انقطع الاتصال',
    lostText: 'تعذّر الوصول إلى هذه الصفحة لفترة، لذلك خرجت من المكالمة.',
    lasted: (how) => `مدة وجودك في المكالمة: ${how}.`,
    rejoin: 'انضمام مجددًا',
    return: 'رجوع',
    thanks: 'شكرًا لك.',
    off: 'الكاميرا والميكروفون لديك متوقفان.',
    mayClose: 'يمكنك إغلاق هذه الصفحة.',
    mayReturn: 'ما زالت المكالمة مفتوحة.',
    mayReturnEnded: 'ألم تنتهِ بعد؟',
  },
  askedToUnmute: {
    title: { microphone: 'هل تريد تشغيل الميكروفون؟', camera: 'هل تريد تشغيل الكاميرا؟' },
    text: 'تطلب ذلك الصفحة المحيطة بهذه المكالمة. لن يُشغَّل شيء دون موافقتك.',
    yes: { microphone: 'تشغيل الميكروفون', camera: 'تشغيل الكاميرا' },
  },
  rating: {
    title: 'كيف كان الاتصال؟',
    good: 'جيد',
    fair: 'متوسط',
    poor: 'ضعيف',
    thanks: 'شكرًا لك.',
    note: 'لا يُرفق اسمك بإجابتك.',
  },

  ...arCall,
  captions: arCaptions,
  check: arCheck,
  devices: arDevices,
  door: arDoor,
  elsewhere: arElsewhere,
  help: arHelp,
  hosts: arHosts,
  link: arLink,
  otherBrowser: arOtherBrowser,
  payments: arPayments,
  plugins: import.meta.glob('../../../plugins/*/words/later/ar.ts', { eager: true, import: 'words' }),
  resilience: arResilience,
  safety: arSafety,
  stage: arStage,
  told: arTold,
}
