import type { FastifyInstance } from 'fastify'
import { languageFor } from '../look/language.ts'
import { html, type Markup } from '../look/markup.ts'
import { picture, send, signs } from './page.ts'
import { frontWords } from './words.ts'

export type StatusParts = {
  /** Whether this process can do its work; asked as often as somebody looks. */
  isReady(): Promise<boolean>
  arePaymentsPaused(): boolean
}

/** For people who wonder whether it is them or the service. Monitors get 503 where nobody can come in. */
export function statusRoutes({ isReady, arePaymentsPaused }: StatusParts) {
  return async (app: FastifyInstance) => {
    app.get('/status', async (request, reply) => {
      const words = frontWords[languageFor(request)].status
      const works = await isReady()
      const rows = [
        ...(works
          ? [row(words.entering, words.enteringWorks, true)]
          : [row(words.entering, words.enteringAway, false), row(words.calls, words.callsGoOn, true)]),
        ...(arePaymentsPaused() ? [row(words.paying, words.payingWaits, false)] : []),
      ]
      const body = html`<ul class="rows" role="list">${rows}</ul>
${works && html`<p>${words.yours}</p>`}
<p><a href="/status">${words.again}</a></p>`
      return send(request, reply.code(works ? 200 : 503), works ? words.works : words.away, body, {
        sign: works ? signs.check : signs.away,
      })
    })
  }
}

function row(title: string, text: string, works: boolean): Markup {
  const look = works ? 'row works' : 'row away'
  return html`<li class="${look}">${picture(works ? signs.check : signs.away)}<span><strong>${title}</strong>${text}</span></li>`
}
