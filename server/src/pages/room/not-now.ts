import { type Language, languages } from '@anteroom/contract/languages'
import { ownIcon } from '../look/icon.ts'
import { html, Markup } from '../look/markup.ts'
import { style } from '../look/style.ts'
import type { NotNow } from './words.ts'

type Options = { words: NotNow; language: Language; seconds: number; nonce: string }

/** For whoever opens a link while the room cannot be sent. It tries again without being asked. */
export function notNowPage({ words, language, seconds, nonce }: Options): string {
  const { title, why } = words[language]
  return html`<!doctype html>
<html lang="${language}" dir="${languages[language].dir}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="${String(seconds)}">
<link rel="icon" href="${ownIcon}">
<style nonce="${nonce}">${new Markup(style)}</style>
</head>
<body>
<main><div class="card"><h1>${title}</h1><p>${why}</p></div></main>
</body>
</html>
`.text
}
