import type { Language } from '@anteroom/contract/languages'

type FrontWords = {
  /** In production, where the operator has no words of their own. */
  title: string
  /** What somebody does who has come here by a part of their link. */
  way: string
  missing: string
}

export const frontWords: Record<Language, FrontWords> = {
  en: {
    title: 'Video consultations',
    way: 'If you have an appointment, please open the whole link in your message.',
    missing: 'There is no such page',
  },
  de: {
    title: 'Videosprechstunde',
    way: 'Wenn Sie einen Termin haben, öffnen Sie bitte den ganzen Link aus Ihrer Nachricht.',
    missing: 'Diese Seite gibt es nicht',
  },
  es: {
    title: 'Videoconsultas',
    way: 'Si tiene una cita, abra el enlace completo de su mensaje, por favor.',
    missing: 'Esta página no existe',
  },
  ar: {
    title: 'استشارات بالفيديو',
    way: 'إذا كان لديك موعد، فيُرجى فتح الرابط كاملًا من رسالتك.',
    missing: 'لا توجد صفحة كهذه',
  },
  'zh-Hans': {
    title: '视频问诊',
    way: '如果您有预约，请打开消息中的完整链接。',
    missing: '没有这个页面',
  },
}
