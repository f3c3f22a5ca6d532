import { html } from '../../pages/look/markup.ts'
import type { Words } from './en.ts'

const forms: Record<Intl.LDMLPluralRule, string> = {
  zero: '# دقيقة',
  one: 'دقيقة واحدة',
  two: 'دقيقتين',
  few: '# دقائق',
  many: '# دقيقة',
  other: '# دقيقة',
}
const rules = new Intl.PluralRules('ar')

const minutes = (seconds: number) => {
  const count = Math.ceil(seconds / 60)
  return forms[rules.select(count)].replace('#', String(count))
}

/** Every word that a person reads on these pages, in Arabic. */
export const ar: Words = {
  language: 'ar',
  errorTitle: (page) => `خطأ: ${page}`,

  signIn: {
    title: 'تسجيل الدخول',
    why: (application, host) =>
      html`يطلب ${application}${host ? html` (${host})` : null} استخدام الاستشارات المرئية لفريقك. سجّل الدخول أولًا، ثم القرار لك.`,
    email: 'البريد الإلكتروني',
    password: 'كلمة المرور',
    button: 'تسجيل الدخول',
    address: (host) => html`تحقق من أن عنوان هذه الصفحة هو ${host}.`,
    help: 'ليست لديك كلمة مرور أو نسيتها؟ اسأل المسؤول عن الاستشارات المرئية لديكم.',
    back: (application) => html`إلغاء والعودة إلى ${application}`,
  },

  consent: {
    title: (application) => `هل تسمح لـ ${application}؟`,
    heading: (application, team) => html`هل تسمح لـ ${application} بالتصرف نيابةً عن ${team ?? 'فريقك'}؟`,
    host: (host) => html`من ${host}`,
    signedInAs: 'تم تسجيل الدخول باسم',
    other: 'ليس حسابك؟ استخدم حسابًا آخر',
    chooseTeam: 'لأي فريق؟',
    notYourTeam: (application) => html`يطلب ${application} فريقًا لست عضوًا فيه. اختر أحد فرقك أو استخدم حسابًا آخر.`,
    able: (application, team) => html`إذا سمحت بذلك، يستطيع ${application} نيابةً عن ${team ?? 'الفريق'}:`,
    abilities: {
      'sessions:read': 'الاطلاع على جميع المواعيد وأوقاتها',
      sessions: 'الاطلاع على المواعيد وحجزها وتغييرها وإلغاؤها',
      participants: 'معرفة المشاركين ودعوتهم وإزالتهم والحصول على روابطهم',
      summaries: 'معرفة من حضر الموعد ومتى، وجودة اتصاله',
      payments: 'الاطلاع على المدفوعات وطلبها وردّها والخصم من البطاقات المحفوظة',
      webhooks: 'تلقي إشعار كلما تغيّر موعد أو دخل أحد أو خرج',
      audit: 'قراءة السجل: من فعل ماذا، ومتى، ومن أي شبكة',
    },
    limits: (application) =>
      html`لا يستطيع ${application} فعل أي شيء آخر. ينتهي هذا الإذن عندما تغادر الفريق أو يسحبه أحد المديرين.`,
    allow: 'السماح',
    deny: 'عدم السماح',
    next: (host) => html`في كلتا الحالتين ستعود إلى ${host}.`,
    nextApp: (application) => html`في كلتا الحالتين ستعود إلى ${application} على هذا الجهاز.`,
  },

  errors: {
    noEmail: 'أدخل بريدك الإلكتروني.',
    noPassword: 'أدخل كلمة المرور.',
    wrong: 'البريد الإلكتروني وكلمة المرور غير متطابقين. تحقق منهما وحاول مرة أخرى.',
    wait: (seconds) => `أُدخلت كلمة مرور خاطئة مرات كثيرة. يُرجى المحاولة مرة أخرى بعد ${minutes(seconds)}.`,
    busy: 'يسجّل كثيرون الدخول الآن. يُرجى المحاولة مرة أخرى بعد لحظات.',
    stale: 'بقيت هذه الصفحة مفتوحة مدة طويلة. يُرجى المحاولة مرة أخرى.',
    noTeam: 'اختر الفريق.',
    noDecision: 'اختر السماح أو عدمه.',
  },

  refused: {
    title: 'هذا الرابط لا يعمل',
    'unknown-application': 'لا نعرف البرنامج الذي أرسلك إلى هنا، أو لم يعد مسجّلًا لدينا.',
    'other-address': 'يطلب منا البرنامج الذي أرسلك إلى هنا توجيهك إلى عنوان لا نعرف أنه من عناوينه.',
    calm: 'لم تتم مشاركة أي شيء مع أي أحد.',
    way: 'يُرجى العودة إلى البرنامج الذي جئت منه والمحاولة هناك مرة أخرى. وإذا تكرر ذلك، فأبلغ المسؤول عن ذلك البرنامج.',
    forThem: 'ما يحتاج إلى معرفته:',
  },

  broken: {
    title: 'لم ينجح ذلك',
    bug: 'حدث خطأ من جانبنا. يُرجى المحاولة مرة أخرى بعد لحظات.',
    request: 'لم نتمكن من قراءة ما أرسله متصفحك.',
    many: 'وصلت طلبات كثيرة جدًا من شبكتك. يُرجى المحاولة مرة أخرى بعد لحظات.',
    way: 'إذا تكرر ذلك، فارجع إلى البرنامج الذي جئت منه وابدأ هناك من جديد.',
  },
}
