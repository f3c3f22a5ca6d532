import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import { languageFor } from '../look/language.ts'
import { html, type Markup } from '../look/markup.ts'
import { picture, send, signs } from './page.ts'
import { type StatusParts, statusRoutes } from './status.ts'
import { frontWords } from './words.ts'

/** What stands at `/`: for whoever has just started the server what to do next, and in production words for people. */
export function frontRoutes({ production, front }: Pick<Config, 'production' | 'front'>, status: StatusParts) {
  return async (app: FastifyInstance) => {
    await app.register(statusRoutes(status))
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

/** For people who ask for an address that there is not; programs get a problem. */
export function missingPage(request: FastifyRequest, reply: FastifyReply) {
  const { missing, way } = frontWords[languageFor(request)]
  return send(request, reply.code(404), missing, html`<p>${way}</p>`, { sign: signs.link })
}
