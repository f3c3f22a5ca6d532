import type { What, Where } from '../../en/later/devices.ts'
import type { LaterWords } from '../../words.ts'
import { apart } from '../forms.ts'

const them = (what: What) => ({ both: 'هما', camera: 'ها', microphone: 'ه' })[what]
const it = (what: What) => ({ both: 'الكاميرا والميكروفون', camera: 'الكاميرا', microphone: 'الميكروفون' })[what]
const quoted = (what: What) =>
  ({ both: '«الكاميرا» و«الميكروفون»', camera: '«الكاميرا»', microphone: '«الميكروفون»' })[what]

const tryAgain = 'المحاولة مجددًا'
const tryAgainWith = (what: What) => `${tryAgain}: ${it(what)}`

const comeBack = (button: string) => `العودة إلى هنا واختيار «${button}».`

function allowSteps(what: What, { browser, system }: Where): string[] {
  if (system === 'ios' && browser === 'safari') {
    return [
      'الضغط على زر قائمة الصفحة بجانب العنوان.',
      'الضغط على النقاط الثلاث إن وُجدت، ثم على «إعدادات موقع الويب».',
      `ضبط ${quoted(what)} على «سماح».`,
      comeBack(tryAgain),
    ]
  }
  if (system === 'ios') {
    return [
      'فتح تطبيق «الإعدادات» على هاتفك أو جهازك اللوحي.',
      'الضغط على «التطبيقات»، ثم على اسم متصفحك.',
      `تشغيل ${quoted(what)}.`,
      comeBack(tryAgain),
    ]
  }
  if (system === 'android') {
    return ['الضغط على الرمز بجانب العنوان.', 'الضغط على «الأذونات».', `تشغيل ${quoted(what)}.`, comeBack(tryAgain)]
  }
  if (browser === 'firefox') {
    return [
      `النقر على رمز ${what === 'microphone' ? 'الميكروفون المشطوب' : 'الكاميرا المشطوبة'} بجانب العنوان.`,
      'النقر على علامة × بجانب «محجوب».',
      `العودة إلى هنا واختيار «${tryAgain}»، ثم «اسمح».`,
    ]
  }
  if (browser === 'safari') {
    return ['اختيار «إعدادات موقع الويب هذا» من قائمة «سفاري».', `ضبط ${quoted(what)} على «سماح».`, comeBack(tryAgain)]
  }
  return [
    'النقر على الرمز بجانب العنوان.',
    `تشغيل ${quoted(what)}.`,
    `العودة إلى هنا. وإن لم يحدث شيء، فاختيار «${tryAgain}».`,
  ]
}

function systemSteps(what: What, { system }: Where): string[] {
  if (system === 'mac') {
    return [
      'فتح «إعدادات النظام»، ثم «الخصوصية والأمن».',
      `فتح ${quoted(what)} والسماح لمتصفحك.`,
      'إغلاق المتصفح تمامًا وفتحه من جديد، ثم فتح رابطك مرة أخرى.',
    ]
  }
  if (system === 'windows') {
    return [
      'فتح «الإعدادات»، ثم «الخصوصية والأمان».',
      `فتح ${quoted(what)} وتشغيل إمكانية الوصول، ولتطبيقات سطح المكتب أيضًا.`,
      comeBack('المحاولة مجددًا'),
    ]
  }
  if (system === 'ios' || system === 'android') {
    return [
      'فتح تطبيق «الإعدادات» والبحث عن قائمة التطبيقات.',
      `فتح متصفحك فيها والسماح باستخدام ${quoted(what)}.`,
      comeBack('المحاولة مجددًا'),
    ]
  }
  return [`السماح لمتصفحك باستخدام ${quoted(what)} في إعدادات نظامك.`, comeBack('المحاولة مجددًا')]
}

const goodBrowser = ({ system }: Where) =>
  apart(system === 'ios' || system === 'mac' ? 'Safari' : 'Chrome أو Edge أو Firefox')
const none = (): string[] => []

export const arDevices: LaterWords['devices'] = {
  camera: 'الكاميرا',
  speaker: 'مكبر الصوت',
  problems: {
    denied: {
      title: (what) => `تم حظر ${it(what)}`,
      text: () => '',
      steps: allowSteps,
    },
    'denied-by-system': {
      title: (what) => `يمنع جهازك المتصفح من استخدام ${it(what)}`,
      text: () => 'السبب أحد الإعدادات في جهاز الكمبيوتر أو الهاتف.',
      steps: systemSteps,
    },
    dismissed: {
      title: (what) => `لم يُسمح بعد باستخدام ${it(what)}`,
      text: () => 'طلب متصفحك الإذن، لكن السؤال أُغلق.',
      steps: () => [`اختيار «${tryAgain}».`, 'عندما يسأل متصفحك، اختيار «السماح».'],
    },
    missing: {
      title: (what) =>
        ({
          both: 'لم يُعثر على كاميرا ولا ميكروفون',
          camera: 'لم يُعثر على كاميرا',
          microphone: 'لم يُعثر على ميكروفون',
        })[what],
      text: () => 'إن كان لديك جهاز، فيُرجى توصيله، وسيُستخدم تلقائيًا.',
      steps: none,
    },
    'in-use': {
      title: (what) => `تعذّر تشغيل ${it(what)}`,
      text: (what) => `ربما يستخدم${them(what)} برنامج آخر، مثل مكالمة فيديو أخرى.`,
      steps: (what) => [
        `إغلاق البرامج وعلامات التبويب الأخرى التي قد تستخدم${them(what)}.`,
        'ثم اختيار «المحاولة مجددًا».',
      ],
    },
    insecure: {
      title: (what) => `لا يمكن استخدام ${it(what)} في هذه الصفحة`,
      text: () => `تسمح المتصفحات بذلك فقط في الصفحات التي يبدأ عنوانها بـ «${apart('https')}». يُرجى إبلاغ العيادة.`,
      steps: none,
    },
    framed: {
      title: (what) => `لا يُسمح لهذه الصفحة باستخدام ${it(what)}`,
      text: () => 'تُعرض هذه الصفحة داخل صفحة أخرى لا تسمح بذلك. يُرجى فتحها في علامة تبويب مستقلة.',
      steps: none,
    },
    unsupported: {
      title: (what) => `لا يستطيع هذا التطبيق استخدام ${it(what)}`,
      text: (_, where) => `ربما فُتح الرابط داخل تطبيق للبريد أو الرسائل. يُرجى فتحه في ${goodBrowser(where)}.`,
      steps: (_, where) => [
        'نسخ الرابط بالزر أدناه.',
        `فتح ${goodBrowser(where)}.`,
        'لصق الرابط في شريط العنوان وفتحه.',
      ],
    },
    background: {
      title: () => 'تعذّر تمويه خلفيتك',
      text: () => 'تبقى الكاميرا متوقفة في هذه الأثناء، حتى لا يرى أحد ما أردت إخفاءه.',
      steps: none,
    },
    unknown: {
      title: (what) => `لم يبدأ تشغيل ${it(what)}`,
      text: () => 'كثيرًا ما تنفع المحاولة مجددًا، أو إغلاق المتصفح وفتح رابطك مرة أخرى.',
      steps: none,
    },
  },
  tryAgain,
  tryAgainWith,
  newTab: 'فتح في علامة تبويب جديدة',
  noTab: 'لم يُفتح شيء؟ الصفحة المحيطة بهذه الصفحة لا تسمح بذلك. انسخ الرابط وافتحه في علامة تبويب مستقلة.',
  noiseSuppression: 'تقليل الضوضاء في الخلفية',
  unnamed: (kind, n) => `${kind} ${n}`,
  systemSpeaker: 'اختيار الجهاز نفسه',
  none: 'لم يُعثر على شيء',
  notAllowed: 'غير معروف قبل السماح',
  testSpeaker: 'اختبار مكبر الصوت',
  testing: 'هل تسمع الصوت؟',
  testHelp: 'إذا لم تسمع شيئًا، فيُرجى رفع مستوى الصوت أو اختيار مكبر صوت آخر.',
  blur: 'تمويه الخلفية',
  blurHint: 'يراك الآخرون ولا يرون الغرفة خلفك.',
  showUnblurred: 'العرض من دون تمويه',
}
