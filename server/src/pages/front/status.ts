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
      const isPaused = arePaymentsPaused()
      const rows = [
        ...(works
          ? [row(words.entering, words.enteringWorks, 'works')]
          : [row(words.entering, words.enteringAway, 'away'), row(words.calls, words.callsGoOn, 'works')]),
        ...(isPaused ? [row(words.paying, words.payingWaits, 'waits')] : []),
      ]
      const body = html`<ul class="rows" role="list">${rows}</ul>
${works && html`<p>${words.yours}</p>`}
<a class="again" href="/status">${words.again}</a>`
      const title = works ? (isPaused ? words.worksUnpaid : words.works) : words.away
      return send(request, reply.code(works ? 200 : 503), title, body, {
        sign: works && !isPaused ? signs.check : signs.away,
      })
    })
  }
}

function row(title: string, text: string, state: 'works' | 'waits' | 'away'): Markup {
  return html`<li class="row ${state}">${picture(state === 'works' ? signs.check : signs.away)}<span><strong>${title}</strong>${text}</span></li>`
}
