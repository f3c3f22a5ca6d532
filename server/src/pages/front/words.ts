import type { Language } from '@anteroom/contract/languages'

type FrontWords = {
  /** In production, where the operator has no words of their own. */
  title: string
  /** What somebody does who has come here by a part of their link. */
  way: string
  missing: string
  status: StatusWords
}

/** At `/status`, for somebody who wonders whether it is them or us. */
type StatusWords = {
  works: string
  /** Where all works but paying. */
  worksUnpaid: string
  away: string
  entering: string
  enteringWorks: string
  enteringAway: string
  calls: string
  callsGoOn: string
  paying: string
  payingWaits: string
  /** When the service works and something does not all the same. */
  yours: string
  again: string
}

export const frontWords: Record<Language, FrontWords> = {
  en: {
    title: 'Video consultations',
    way: 'If you have an appointment, please open the whole link in your message.',
    missing: 'There is no such page',
    status: {
      works: 'Everything works',
      worksUnpaid: 'Calls work, payments wait',
      away: 'Nobody can come in at the moment',
      entering: 'Coming in',
      enteringWorks: 'Links open, and people can meet.',
      enteringAway: 'This should pass soon. Links stay good: please open yours again in a few minutes.',
      calls: 'Calls',
      callsGoOn: 'Calls that are going on continue.',
      paying: 'Paying',
      payingWaits: 'Payments cannot be made at the moment. Your practice can let you in without.',
      yours:
        'If something does not work for you, open the link in your message: it tries camera, microphone and connection, and says what helps.',
      again: 'Look again',
    },
  },
  de: {
    title: 'Videosprechstunde',
    way: 'Wenn Sie einen Termin haben, öffnen Sie bitte den ganzen Link aus Ihrer Nachricht.',
    missing: 'Diese Seite gibt es nicht',
    status: {
      works: 'Alles funktioniert',
      worksUnpaid: 'Gespräche gehen, Zahlungen warten',
      away: 'Im Moment kann niemand eintreten',
      entering: 'Eintreten',
      enteringWorks: 'Links öffnen sich, und man kann sich treffen.',
      enteringAway:
        'Das sollte bald vorbei sein. Links bleiben gültig: Öffnen Sie Ihren bitte in einigen Minuten noch einmal.',
      calls: 'Gespräche',
      callsGoOn: 'Laufende Gespräche gehen weiter.',
      paying: 'Bezahlen',
      payingWaits: 'Im Moment kann nicht bezahlt werden. Ihre Praxis kann Sie auch so einlassen.',
      yours:
        'Wenn bei Ihnen etwas nicht geht, öffnen Sie den Link aus Ihrer Nachricht: Er prüft Kamera, Mikrofon und Verbindung und sagt, was hilft.',
      again: 'Noch einmal nachsehen',
    },
  },
  es: {
    title: 'Videoconsultas',
    way: 'Si tiene una cita, abra el enlace completo de su mensaje, por favor.',
    missing: 'Esta página no existe',
    status: {
      works: 'Todo funciona',
      worksUnpaid: 'Las llamadas funcionan, los pagos esperan',
      away: 'En este momento no se puede entrar',
      entering: 'Entrar',
      enteringWorks: 'Los enlaces se abren y las personas pueden reunirse.',
      enteringAway:
        'Debería pasar pronto. Los enlaces siguen siendo válidos: abra el suyo de nuevo en unos minutos, por favor.',
      calls: 'Llamadas',
      callsGoOn: 'Las llamadas en curso continúan.',
      paying: 'Pagar',
      payingWaits: 'En este momento no se puede pagar. Su consulta puede dejarle entrar sin pago.',
      yours:
        'Si algo no le funciona, abra el enlace de su mensaje: comprueba la cámara, el micrófono y la conexión, y dice qué ayuda.',
      again: 'Volver a mirar',
    },
  },
  ar: {
    title: 'استشارات بالفيديو',
    way: 'إذا كان لديك موعد، فيُرجى فتح الرابط كاملًا من رسالتك.',
    missing: 'لا توجد صفحة كهذه',
    status: {
      works: 'كل شيء يعمل',
      worksUnpaid: 'المكالمات تعمل، والدفع متوقف مؤقتًا',
      away: 'لا يمكن لأحد الدخول حاليًا',
      entering: 'الدخول',
      enteringWorks: 'الروابط تفتح، ويمكن للناس أن يلتقوا.',
      enteringAway: 'من المفترض أن ينتهي ذلك قريبًا. تبقى الروابط صالحة: يُرجى فتح رابطك مرة أخرى بعد بضع دقائق.',
      calls: 'المكالمات',
      callsGoOn: 'المكالمات الجارية مستمرة.',
      paying: 'الدفع',
      payingWaits: 'لا يمكن الدفع حاليًا. يمكن لعيادتك السماح لك بالدخول من دونه.',
      yours:
        'إذا كان شيء ما لا يعمل لديك، فافتح الرابط في رسالتك: فهو يختبر الكاميرا والميكروفون والاتصال ويقول ما الذي يساعد.',
      again: 'تحقّق مرة أخرى',
    },
  },
  'zh-Hans': {
    title: '视频问诊',
    way: '如果您有预约，请打开消息中的完整链接。',
    missing: '没有这个页面',
    status: {
      works: '一切正常',
      worksUnpaid: '通话正常，付款暂停',
      away: '目前无法进入',
      entering: '进入',
      enteringWorks: '链接可以打开，大家可以会面。',
      enteringAway: '应该很快会恢复。链接仍然有效：请过几分钟再打开您的链接。',
      calls: '通话',
      callsGoOn: '正在进行的通话会继续。',
      paying: '付款',
      payingWaits: '目前无法付款。诊所可以让您不付款先进入。',
      yours: '如果您这边有问题，请打开消息中的链接：它会检查摄像头、麦克风和连接，并说明怎么办。',
      again: '再看一次',
    },
  },
}
