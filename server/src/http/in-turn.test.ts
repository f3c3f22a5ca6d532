import Fastify from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { operator } from '../ground/caller.ts'
import { oneAtATime } from './in-turn.ts'
import { answerWithProblem } from './problems.ts'

const app = Fastify()
const held = Promise.withResolvers<void>()
const begun: string[] = []
app.decorateRequest('caller', null)
app.setErrorHandler(answerWithProblem)
app.addHook('onRequest', async (request) => {
  const { team, client = 'client' } = request.headers
  request.caller = { ...operator, isSystem: false, teamId: String(team), clientId: `${client} of ${team}` }
})
oneAtATime(app)
app.put<{ Params: { session_id: string } }>('/sessions/:session_id', async ({ params, headers }) => {
  begun.push(`${headers.team} ${params.session_id}`)
  await held.promise
  return { ok: true }
})

const change = (id: string, team: string, client = 'client') =>
  app.inject({ method: 'PUT', url: `/sessions/${id}`, headers: { team, client } })

afterEach(() => app.close())

test('a session’s owner has their turn, however much other teams ask of an id that they know', async () => {
  const strangers = ['one', 'two', 'three'].flatMap((client) =>
    Array.from({ length: 110 }, () => change('a', 'strangers', client)),
  )
  const refused = await Promise.race(strangers)
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '2'])
  const own = [change('a', 'owner'), change('A', 'owner')]
  // However the id is written, it is one session.
  await expect.poll(() => begun).toEqual(['strangers a', 'owner a'])
  held.resolve()
  const answers = await Promise.all(own)
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200])
  expect(new Set((await Promise.all(strangers)).map(({ statusCode }) => statusCode))).toEqual(new Set([200, 429]))
})
