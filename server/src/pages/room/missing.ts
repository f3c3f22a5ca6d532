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

/** In a frame whose sandbox keeps what the room needs from it. */
const boxedWords: Record<Language, { title: string; text: string; button: string; copy: string }> = {
  en: {
    title: 'This page cannot work here',
    text: 'It is shown inside another page that keeps it from working. Please open it in a tab of its own.',
    button: 'Open in a new tab',
    copy: 'Or copy this address, and open it in a tab of its own:',
  },
  de: {
    title: 'Diese Seite funktioniert hier nicht',
    text: 'Sie steht in einer anderen Seite, die ihr zu wenig erlaubt. Bitte öffnen Sie sie in einem eigenen Tab.',
    button: 'In neuem Tab öffnen',
    copy: 'Oder kopieren Sie diese Adresse, und öffnen Sie sie in einem eigenen Tab:',
  },
  es: {
    title: 'Esta página no puede funcionar aquí',
    text: 'Se muestra dentro de otra página que no le permite funcionar. Ábrala en una pestaña propia, por favor.',
    button: 'Abrir en una pestaña nueva',
    copy: 'O copie esta dirección y ábrala en una pestaña propia:',
  },
  ar: {
    title: 'لا يمكن لهذه الصفحة أن تعمل هنا',
    text: 'تظهر داخل صفحة أخرى لا تسمح لها بالعمل. يُرجى فتحها في علامة تبويب مستقلة.',
    button: 'فتح في علامة تبويب جديدة',
    copy: 'أو انسخ هذا العنوان وافتحه في علامة تبويب مستقلة:',
  },
  'zh-Hans': {
    title: '此页面无法在这里运行',
    text: '它显示在另一个页面中，而那个页面不允许它运行。请在单独的标签页中打开。',
    button: '在新标签页中打开',
    copy: '或者复制此地址，并在单独的标签页中打开：',
  },
}

/** The room's icon for the line, struck through. */
const signal = 'M3 8.5a13 13 0 0 1 18 0M6.5 12.5a8 8 0 0 1 11 0M9.8 16.3a3.2 3.2 0 0 1 4.4 0M12 20v.1M4 3.5l16 17'

/** What is read where the scripts of the page do not come. Drawing takes it away. */
export function missingPart(language: Language, team: string): Markup {
  const boxed = boxedWords[language]
  return html`${part('missing', team, missingWords[language])}${part('boxed', team, boxed, boxed.copy)}`
}

/** `copy`: what the sandbox may keep from opening can be copied; the address follows these words. */
function part(id: string, team: string, words: (typeof missingWords)[Language], copy?: string): Markup {
  const { title, text, button } = words
  const address = copy ? html`<p>${copy}</p><p><code></code></p>` : null
  return html`<div id="${id}" class="instead" hidden><header><bdi>${team}</bdi></header><main><svg viewBox="0 0 24 24" aria-hidden="true"><path d="${signal}"/></svg><h1>${title}</h1><p>${text}</p><p><button type="button">${button}</button></p>${address}</main></div>`
}

/**
 * Tells the page that a file of ours has not come, or cannot be read by this browser: an update may have taken it away,
 * or the line broke. Whatever has opened a camera by then lets it go. One that is only slow is waited for, with words.
 */
export const missingScript = squeezed(`(() => {
  const isBoxed = self.origin === 'null';
  if (isBoxed) console.error('Anteroom: the frame around this page has a sandbox. Take it away, or add allow-scripts allow-same-origin allow-forms allow-popups allow-modals allow-downloads to it.');
  const show = () => {
    const words = document.getElementById(isBoxed ? 'boxed' : 'missing');
    if (!words) return;
    document.getElementById('root').textContent = '';
    words.querySelectorAll('code').forEach((place) => { place.textContent = location.href; });
    words.hidden = false;
  };
  addEventListener('error', ({ target, filename }) => {
    if (!(target.src || target.href || filename || '').startsWith(location.origin + '/room/')) return;
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', show);
    else show();
    document.documentElement.dataset.missing = '';
    dispatchEvent(new Event('missing'));
  }, true);
  addEventListener('click', ({ target }) => {
    if (target.closest('#missing button')) location.reload();
    if (target.closest('#boxed button')) open(location.href, '_blank', 'noopener');
  });
  setTimeout(show, 30000);
})()`)

function squeezed(script: string): string {
  return script.replace(/\s*\n\s*/g, '')
}
