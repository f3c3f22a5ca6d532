import { type Language, languages } from '@anteroom/contract/languages'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import { ownIcon } from '../look/icon.ts'
import { languageFor } from '../look/language.ts'
import { html, Markup, type Part } from '../look/markup.ts'
import { style, styleSourceOf } from '../look/style.ts'
import { frontWords } from './words.ts'

const ownStyle = `${style}
.rows { display: flex; flex-direction: column; gap: 12px; padding: 0; list-style: none; }
.row { display: flex; align-items: center; gap: 12px; min-height: 48px; padding: 12px 16px; border: 1px solid var(--line); border-radius: var(--radius-small); color: inherit; text-decoration: none; }
a.row { border: 1.5px solid var(--line-strong); }
.row > span { flex: 1; min-width: 0; display: flex; flex-direction: column; }
.row svg { flex: none; width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
@media (hover: hover) {
  a.row:hover { background: color-mix(in srgb, currentColor 8%, transparent); }
}
.card code { font-size: 0.95em; }
.text { white-space: pre-line; }
`
/** At the head of the sheet, as the room draws them. */
const signs = {
  onward: 'M9.5 5.5 16 12l-6.5 6.5',
  check: 'M4.5 12.5l5 5 10-11',
  door: 'M13.5 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h7.5M10 12h11M17.5 8.5 21 12l-3.5 3.5',
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

/** What stands at `/`: for whoever has just started the server what to do next, and in production words for people. */
export function frontRoutes({ production, front }: Pick<Config, 'production' | 'front'>) {
  return async (app: FastifyInstance) => {
    app.get('/', (request, reply) => {
      if (!production && !front.title && !front.text)
        return send(request, reply, 'Anteroom is running', forWhoeverRunsIt, {
          language: 'en',
          sign: signs.check,
          isOurs: true,
        })
      const words = frontWords[languageFor(request)]
      const [title, text] = [front.title ?? words.title, front.text ?? words.way]
      return send(request, reply, title, html`<p class="text" dir="auto">${text}</p>`)
    })
  }
}

/** English, as all that is written for those who run the server. */
const forWhoeverRunsIt = html`<p>Have a call with yourself first: your terminal shows two links, for a host and a guest. Open them in two windows.</p>
<p class="strong">Then go on here:</p>
<ul class="rows" role="list">
<li>${row('/v1/docs', 'Book a session', 'The API, with an example that works here')}</li>
<li>${row('/embed/check', 'Show a session in a page of yours', 'One tag of HTML, to try here')}</li>
</ul>
<p class="quiet">In production your visitors read your own words here: set <code>FRONT_TITLE</code> and <code>FRONT_TEXT</code>.</p>`

function row(href: string, title: string, text: string): Markup {
  return html`<a class="row" href="${href}"><span><strong>${title}</strong>${text}</span>${picture(signs.onward)}</a>`
}

function picture(path: string): Markup {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`
}

/** For people who ask for an address that there is not; programs get a problem. */
export function missingPage(request: FastifyRequest, reply: FastifyReply) {
  const { missing, way } = frontWords[languageFor(request)]
  return send(request, reply.code(404), missing, html`<p>${way}</p>`, { sign: signs.link })
}

type Look = {
  language?: Language
  sign?: string
  /** Where the operator's own words stand, the product has nothing to say. */
  isOurs?: boolean
}

function send(
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
