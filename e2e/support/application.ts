import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { must } from '@anteroom/client'
import { connect } from './api.ts'
import type { Product } from './product.ts'

/** Somebody else's software, which would like to act for a team. */
export type Application = {
  /** Its own page, with a link to connect. */
  url: string
  /** What browsers brought back, the oldest first. */
  answers: Record<string, string>[]
  close(): Promise<void>
}

export type User = { email: string; password: string }

/** A user who is in the teams of these names, and an application of the first of them. */
export async function startApplication(
  { url: productUrl, demo }: Product,
  { name, teams, asking = {} }: { name: string; teams: string[]; asking?: Record<string, string> },
): Promise<{ application: Application; user: User }> {
  let authorizeUrl = ''
  const answers: Record<string, string>[] = []
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://application')
    if (pathname === '/back') {
      answers.push(Object.fromEntries(searchParams))
      // Where people use it is another host than where codes arrive, as with many.
      response.writeHead(302, { location: `${url.replace('127.0.0.1', 'localhost')}/done` }).end()
      return
    }
    const words = pathname === '/done' ? '<h1>Back again</h1>' : `<a href="${authorizeUrl}">Connect</a>`
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><html lang="en"><title>${pathname}</title><main>${words}</main></html>`)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The application has no address')
  const url = `http://127.0.0.1:${address.port}`

  const { client } = await connect({
    ...demo,
    client_id: demo.system_client_id,
    client_secret: demo.system_client_secret,
  })
  const user = { email: `ana.${randomUUID().slice(0, 8)}@riverside.example`, password: 'correct horse battery staple' }
  const { userId } = await must(client.POST('/v1/users', { body: { ...user, firstName: 'Ana', lastName: 'Lindgren' } }))
  const teamIds: string[] = []
  for (const team of teams) {
    const body = { name: team, subdomain: `team-${randomUUID()}` }
    const { teamId } = await must(client.POST('/v1/users/{userId}/teams', { params: { path: { userId } }, body }))
    teamIds.push(teamId)
  }
  const { appId } = await must(
    client.POST('/v1/teams/{teamId}/applications', {
      params: { path: { teamId: String(teamIds[0]) } },
      body: { name, homePage: 'https://calendar.example/', redirectEndpoint: `${url}/back` },
    }),
  )
  const query = new URLSearchParams({ response_type: 'code', client_id: appId, ...asking })
  authorizeUrl = `${productUrl}/v1/auth/authorize?${query.toString().replaceAll('&', '&amp;')}`

  return {
    user,
    application: {
      url,
      answers,
      async close() {
        server.close()
        server.closeAllConnections()
        await once(server, 'close')
      },
    },
  }
}
