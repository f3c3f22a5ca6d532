import type { Language } from '@anteroom/contract/languages'

/** The only words of the page that are read without the room's own. */
export const needsJavaScript: Record<Language, string> = {
  en: 'This room needs JavaScript. Please switch it on for this page, or open the link in another browser.',
  de: 'Dieser Raum braucht JavaScript. Bitte schalten Sie es für diese Seite ein oder öffnen Sie den Link in einem anderen Browser.',
  es: 'Esta sala necesita JavaScript. Actívelo para esta página o abra el enlace en otro navegador, por favor.',
  ar: 'تحتاج هذه الغرفة إلى JavaScript. يُرجى تفعيله لهذه الصفحة أو فتح الرابط في متصفح آخر.',
  'zh-Hans': '此页面需要 JavaScript。请为此页面启用它，或在其他浏览器中打开链接。',
}
