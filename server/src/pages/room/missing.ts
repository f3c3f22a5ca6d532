import type { Language } from '@anteroom/contract/languages'
import { html, type Markup } from '../look/markup.ts'

/** As the room's own words have them (tested). */
export const missingWords: Record<Language, { title: string; text: string; button: string }> = {
  en: {
    title: 'This page did not load completely',
    text: 'The connection may have been lost for a moment. Please load the page again; your place is kept.',
    button: 'Load again',
  },
  de: {
    title: 'Diese Seite wurde nicht vollständig geladen',
    text: 'Vielleicht war die Verbindung kurz unterbrochen. Bitte laden Sie die Seite neu; Ihr Platz bleibt Ihnen.',
    button: 'Neu laden',
  },
  es: {
    title: 'Esta página no se cargó por completo',
    text: 'Quizá la conexión se perdió un momento. Vuelva a cargar la página, por favor; su lugar se conserva.',
    button: 'Volver a cargar',
  },
  ar: {
    title: 'لم يكتمل تحميل هذه الصفحة',
    text: 'ربما انقطع الاتصال للحظة. يُرجى إعادة تحميل الصفحة؛ مكانك محفوظ.',
    button: 'إعادة التحميل',
  },
  'zh-Hans': {
    title: '页面没有完整加载',
    text: '网络可能短暂中断。请重新加载页面，您的位置会为您保留。',
    button: '重新加载',
  },
}

/** What is read where the scripts of the page do not come. Drawing takes it away. */
export function missingPart(language: Language): Markup {
  const { title, text, button } = missingWords[language]
  return html`<div id="missing" hidden><main><h1>${title}</h1><p>${text}</p><p><button type="button">${button}</button></p></main></div>`
}

/**
 * Tells the page that a file of ours has not come, or cannot be read by this browser: an update may have taken it away,
 * or the line broke. Whatever has opened a camera by then lets it go. One that is only slow is waited for, with words.
 */
export const missingScript = squeezed(`(() => {
  const show = () => {
    const words = document.getElementById('missing');
    if (!words) return;
    document.getElementById('root').textContent = '';
    words.hidden = false;
  };
  addEventListener('error', ({ target, filename }) => {
    if (!(target.src || target.href || filename || '').startsWith(location.origin + '/room/')) return;
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', show);
    else show();
    document.documentElement.dataset.missing = '';
    dispatchEvent(new Event('missing'));
  }, true);
  addEventListener('click', ({ target }) => target.closest('#missing button') && location.reload());
  setTimeout(show, 30000);
})()`)

function squeezed(script: string): string {
  return script.replace(/\s*\n\s*/g, '')
}
