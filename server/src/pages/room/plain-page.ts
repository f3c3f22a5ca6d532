import { type Language, languages } from '@anteroom/contract/languages'
import type { FastifyReply } from 'fastify'
import { ownIcon } from '../look/icon.ts'
import { html, Markup } from '../look/markup.ts'
import { style, styleSourceOf } from '../look/style.ts'

/** It runs nothing, shows nothing from elsewhere, and stands in no other page. */
const policy = [
  "default-src 'none'",
  `style-src ${styleSourceOf(style)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

type Content = {
  language: Language
  title: string
  text: string
  /** A picture at its head: lines on a field of 24 by 24. */
  sign: string
  /** It comes again by itself after so many seconds, at this address. */
  again?: { seconds: number; at: string } | undefined
}

/** A page of one sheet with a few words, and nothing that somebody else could use who looks at it. */
export function sendPlainPage(reply: FastifyReply, { language, title, text, sign, again }: Content) {
  reply
    .headers({
      'content-security-policy': policy,
      'content-language': language,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
      vary: 'Accept-Language, Cookie',
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
${again ? html`<meta http-equiv="refresh" content="${String(again.seconds)};url=${again.at}">` : null}
<link rel="icon" href="${ownIcon}">
<style>${new Markup(style)}</style>
</head>
<body>
<main><div class="card"><span class="sign"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="${sign}"/></svg></span><h1>${title}</h1>
<p>${text}</p></div></main>
</body>
</html>
`
  return reply.send(page.text)
}
