import { type Language, languages } from '@anteroom/contract/languages'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ownIcon } from '../look/icon.ts'
import { languageFor } from '../look/language.ts'
import { html, Markup, type Part } from '../look/markup.ts'
import { style, styleSourceOf } from '../look/style.ts'

const ownStyle = `${style}
.rows { display: flex; flex-direction: column; gap: 12px; padding: 0; list-style: none; }
.row { display: flex; align-items: center; gap: 12px; min-height: 48px; padding: 12px 16px; border: 1px solid var(--line); border-radius: var(--radius-small); color: inherit; text-decoration: none; }
li.row { align-items: flex-start; }
li.row svg { width: 24px; height: 24px; }
a.row { border: 1.5px solid var(--line-strong); }
.row > span { flex: 1; min-width: 0; display: flex; flex-direction: column; }
.row svg { flex: none; width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.again { padding: 11px 20px; border: 1.5px solid var(--line-strong); border-radius: var(--radius-small); color: inherit; font-weight: 600; text-align: center; text-decoration: none; }
@media (hover: hover) {
  :is(a.row, .again):hover { background: color-mix(in srgb, currentColor 8%, transparent); }
}
.card code { font-size: 0.95em; }
.text { white-space: pre-line; }
.row.works svg { color: var(--good); }
.row.waits svg { color: var(--warn-line); }
.row.away svg { color: var(--danger-text); }
`

/** At the head of the sheet, as the room draws them. */
export const signs = {
  onward: 'M9.5 5.5 16 12l-6.5 6.5',
  check: 'M4.5 12.5l5 5 10-11',
  door: 'M13.5 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h7.5M10 12h11M17.5 8.5 21 12l-3.5 3.5',
  away: 'M12 8v5M12 16.5v.01M10.7 4.7 3.2 17.8a1.5 1.5 0 0 0 1.3 2.2h15a1.5 1.5 0 0 0 1.3-2.2L13.3 4.7a1.5 1.5 0 0 0-2.6 0',
  link: 'M10 13.5a4 4 0 0 0 5.8.2l3-3a4 4 0 0 0-5.7-5.7l-1.3 1.3M14 10.5a4 4 0 0 0-5.8-.2l-3 3a4 4 0 0 0 5.7 5.7l1.3-1.3',
}
const policy = [
  "default-src 'none'",
  `style-src ${styleSourceOf(ownStyle)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function picture(path: string): Markup {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`
}

type Look = {
  language?: Language
  sign?: string
  /** Where the operator's own words stand, the product has nothing to say. */
  isOurs?: boolean
}

/** One card with words for people. */
export function send(
  request: FastifyRequest,
  reply: FastifyReply,
  title: string,
  body: Part,
  { language = languageFor(request), sign = signs.door, isOurs = false }: Look = {},
) {
  reply
    .headers({
      'content-security-policy': policy,
      'content-language': language,
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
      vary: 'Accept, Accept-Language, Cookie',
    })
    .type('text/html; charset=utf-8')
  const page = html`<!doctype html>
<html lang="${language}" dir="${languages[language].dir}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="${ownIcon}">
<style>${new Markup(ownStyle)}</style>
</head>
<body>
${isOurs && html`<header><img src="${ownIcon}" alt="">Anteroom</header>`}
<main><div class="card"><span class="sign">${picture(sign)}</span><h1>${title}</h1>
${body}</div></main>
</body>
</html>
`
  return reply.send(page.text)
}
