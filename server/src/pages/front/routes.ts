import { type Language, languages } from '@anteroom/contract/languages'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import { ownIcon } from '../look/icon.ts'
import { languageFor } from '../look/language.ts'
import { html, Markup, type Part } from '../look/markup.ts'
import { style, styleSourceOf } from '../look/style.ts'
import { frontWords } from './words.ts'

const ownStyle = `${style}
.front { gap: 16px; }
.front h1 { font-size: var(--type-display); }
.front ol { display: flex; flex-direction: column; gap: 12px; padding-inline-start: 1.4em; list-style: decimal; }
.front code { font-size: 0.95em; }
.text { white-space: pre-line; }
`
/** At the head of the sheet, as the room draws them. */
const signs = {
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
        return send(request, reply, 'Anteroom is running', forWhoeverRunsIt, { language: 'en', sign: signs.check })
      const words = frontWords[languageFor(request)]
      const [title, text] = [front.title ?? words.title, front.text ?? words.way]
      return send(request, reply, title, html`<p class="text" dir="auto">${text}</p>`)
    })
  }
}

/** English, as all that is written for those who run the server. */
const forWhoeverRunsIt = html`<p>This is the front page of your own server. What to do next:</p>
<ol>
<li>Open the two links in your terminal, one as the host and one as the guest, in two windows.</li>
<li>Book a session of your own: <a href="/v1/docs">the API, with an example that works here</a>.</li>
<li>Show a session in a page of yours: <a href="/embed/check">try the element</a>.</li>
</ol>
<p class="quiet">In production people read words of yours here: the settings <code>FRONT_TITLE</code> and <code>FRONT_TEXT</code>.</p>`

/** For people who ask for an address that there is not; programs get a problem. */
export function missingPage(request: FastifyRequest, reply: FastifyReply) {
  const { missing, way } = frontWords[languageFor(request)]
  return send(request, reply.code(404), missing, html`<p>${way}</p>`, { sign: signs.link })
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  title: string,
  body: Part,
  { language = languageFor(request), sign = signs.door }: { language?: Language; sign?: string } = {},
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
<main><div class="card front"><span class="sign" aria-hidden="true"><svg viewBox="0 0 24 24"><path d="${sign}"/></svg></span><h1>${title}</h1>
${body}</div></main>
</body>
</html>
`
  return reply.send(page.text)
}
