import type { Language } from '@anteroom/contract/languages'

/** For a browser in which the room's own words are not heard. */
export const needsJavaScript: Record<Language, string> = {
  en: 'This room needs JavaScript. Please switch it on for this page, or open the link in another browser.',
  de: 'Dieser Raum braucht JavaScript. Bitte schalten Sie es für diese Seite ein oder öffnen Sie den Link in einem anderen Browser.',
  es: 'Esta sala necesita JavaScript. Actívelo para esta página o abra el enlace en otro navegador, por favor.',
  ar: 'تحتاج هذه الغرفة إلى JavaScript. يُرجى تفعيله لهذه الصفحة أو فتح الرابط في متصفح آخر.',
  'zh-Hans': '此页面需要 JavaScript。请为此页面启用它，或在其他浏览器中打开链接。',
}

/** What messengers show of a link, under whose it is. */
export const linkPreview: Record<Language, string> = {
  en: 'A video call',
  de: 'Ein Videogespräch',
  es: 'Una videollamada',
  ar: 'مكالمة فيديو',
  'zh-Hans': '视频通话',
}

/** Why the room itself is not sent at the moment. */
export type NotNow = Record<Language, { title: string; why: string }>

export const busy: NotNow = {
  en: {
    title: 'One moment, please',
    why: 'Very many people are opening their consultations right now. This page goes on by itself in a few seconds. You need not do anything.',
  },
  de: {
    title: 'Einen Moment, bitte',
    why: 'Gerade öffnen sehr viele Menschen ihre Sprechstunde. Diese Seite geht in wenigen Sekunden von selbst weiter. Sie brauchen nichts zu tun.',
  },
  es: {
    title: 'Un momento, por favor',
    why: 'En este momento muchísimas personas están abriendo su consulta. Esta página continuará sola en unos segundos. No tiene que hacer nada.',
  },
  ar: {
    title: 'لحظة من فضلك',
    why: 'يفتح الآن عدد كبير جدًا من الأشخاص استشاراتهم. ستتابع هذه الصفحة تلقائيًا خلال ثوانٍ قليلة. لا داعي لفعل أي شيء.',
  },
  'zh-Hans': {
    title: '请稍候',
    why: '现在有非常多的人正在打开各自的问诊。此页面将在几秒钟后自动继续，您无需进行任何操作。',
  },
}

/** The database cannot be used. */
export const away: NotNow = {
  en: {
    title: 'One moment, please',
    why: 'The connection to the clinic is being restored. This page goes on by itself in a few seconds. You need not do anything.',
  },
  de: {
    title: 'Einen Moment, bitte',
    why: 'Die Verbindung zur Praxis wird wiederhergestellt. Diese Seite geht in wenigen Sekunden von selbst weiter. Sie brauchen nichts zu tun.',
  },
  es: {
    title: 'Un momento, por favor',
    why: 'Se está restableciendo la conexión con la consulta. Esta página continuará sola en unos segundos. No tiene que hacer nada.',
  },
  ar: {
    title: 'لحظة من فضلك',
    why: 'تجري استعادة الاتصال بالعيادة. ستتابع هذه الصفحة تلقائيًا خلال ثوانٍ قليلة. لا داعي لفعل أي شيء.',
  },
  'zh-Hans': {
    title: '请稍候',
    why: '正在恢复与诊所的连接。此页面将在几秒钟后自动继续，您无需进行任何操作。',
  },
}
