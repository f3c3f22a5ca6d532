import { clientEvents, Handshake } from '@anteroom/contract/realtime'
import { describe, expect, test } from 'vitest'
import { aBooking, startTestApp } from './support/app.ts'
import { createOAuth } from './support/oauth.ts'

const app = await startTestApp()
const oauth = createOAuth(app)

type Schema = { [keyword: string]: unknown }

/** Every place in a schema where more may stand than anybody has said. */
function boundless(schema: unknown, place: string): string[] {
  if (Array.isArray(schema)) return schema.flatMap((one, at) => boundless(one, `${place}/${at}`))
  const { type, properties, items, anyOf, oneOf, allOf, patternProperties, additionalProperties, ...limits } =
    schema as Schema
  const kinds = [type].flat()
  const isChosen = 'enum' in limits || 'const' in limits
  const branches = [anyOf, oneOf, allOf].filter(Boolean)
  const isOpen = patternProperties !== undefined || typeof additionalProperties === 'object'
  return [
    ...(type === undefined && branches.length === 0 && !isChosen ? [`${place} (anything)`] : []),
    ...(kinds.includes('string') && !isChosen && !('maxLength' in limits) ? [`${place} (text)`] : []),
    ...(kinds.includes('array') && !('maxItems' in limits) ? [`${place} (array)`] : []),
    ...(isOpen && !('maxProperties' in limits) ? [`${place} (members)`] : []),
    ...Object.entries(properties ?? {}).flatMap(([name, one]) => boundless(one, `${place}/${name}`)),
    ...branches.flatMap((one) => boundless(one, place)),
    ...(items ? boundless(items, `${place}/*`) : []),
  ]
}

const asked = app.routes.flatMap(({ method, url, schema = {} }) =>
  (['body', 'querystring', 'params', 'headers'] as const).flatMap((part): [string, unknown][] =>
    schema[part] ? [[`${method} ${url} ${part}`, schema[part]]] : [],
  ),
)
const said = Object.entries(clientEvents).map(([name, { payload }]): [string, unknown] => [name, payload])

test('whatever a request, an event or a handshake may carry has a limit', () => {
  expect(asked.length).toBeGreaterThan(30)
  const found = [...asked, ...said, ['handshake', Handshake] as const].flatMap(([name, one]) => boundless(one, name))
  expect(found).toEqual([])
})

test('an address of a page is not read beyond its limit', async () => {
  expect((await app.call('GET', `/session/${'a'.repeat(8_000)}`)).status).toBe(404)
})

const long = 50_000
const flag = (text: string) => ({ feature_flags: [text] })
const seat = (change: object) => ({ participants: [change] })

describe('what is too long is refused by its place, as fast as anything else', () => {
  test.each([
    ['a colour', flag(`customisation;background-color;rgb(${'1'.repeat(long)}`), '/feature_flags/0'],
    [
      'a colour in a flag of a length that may be',
      flag(`customisation;background-color;rgb(${'1'.repeat(2_000)}`),
      '/feature_flags/0',
    ],
    ['an address in a flag', flag(`customisation;exit-url;https://${'a.'.repeat(long)}example/`), '/feature_flags/0'],
    [
      'an address in a flag that grows when it is spelt in ASCII',
      flag(`customisation;exit-url;https://clinic.example/${'ä'.repeat(1_000)}`),
      '/feature_flags/0',
    ],
    ['the words of a button', flag(`customisation;return-label;${'a'.repeat(256)}`), '/feature_flags/0'],
    ['an unknown flag', flag(`group;name;${'a'.repeat(2_200)}`), '/feature_flags/0'],
    ['a date', { start_time: `2040-05-01T09:00:00.${'0'.repeat(long)}Z` }, '/start_time'],
    ['a name', { session_name: 'a'.repeat(256) }, '/session_name'],
    ['a picture', { picture: `https://clinic.example/${'a'.repeat(2_048)}` }, '/picture'],
    ['a state', seat({ state: 'a'.repeat(256) }), '/participants/0/state'],
    ['a fee', seat({ fee: `{"amount":1,"currency":"aud","description":"${'a'.repeat(960)}"}` }), '/participants/0/fee'],
    ['a fee of many brackets', seat({ fee: '['.repeat(long) }), '/participants/0/fee'],
    ['a role', seat({ role: 'host'.repeat(long) }), '/participants/0/role'],
  ])('%s', async (_what, change, pointer) => {
    const started = performance.now()
    const { status, body } = await app.call<{ errors: { pointer: string; message: string }[] }>(
      'POST',
      '/v1/sessions',
      {
        body: { ...aBooking(), ...change },
      },
    )
    expect(status).toBe(400)
    expect(body.errors.map((error) => error.pointer)).toContain(pointer)
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  test('what is too long is not said to be malformed as well', async () => {
    const { body } = await app.call('POST', '/v1/sessions', { body: { ...aBooking(), start_time: '0'.repeat(100) } })
    expect(body.errors).toEqual([{ pointer: '/start_time', message: 'must have at most 64 characters' }])
  })

  test('of very many errors the first hundred are told', async () => {
    const { status, body } = await app.call<{ errors: unknown[] }>('POST', '/v1/sessions', {
      body: { ...aBooking(), participants: Array(5_000).fill(0) },
    })
    expect(status).toBe(400)
    expect(body.errors.length).toBe(100)
  })

  test('a parameter of the token endpoint is named', async () => {
    const { status, body } = await oauth.token(
      { grant_type: 'refresh_token', refresh_token: 'a'.repeat(5_000) },
      app.team,
    )
    expect(status).toBe(400)
    expect(body).toMatchObject({ error: 'invalid_request' })
    expect(body.error_description).toContain('refresh_token')
  })

  test('a bearer token that is longer than any of ours is none', async () => {
    expect((await app.call('GET', '/v1/sessions', { token: 'a'.repeat(10_000) })).status).toBe(401)
  })

  test('a query parameter is named', async () => {
    const { status, body } = await app.call('GET', `/v1/sessions?start_time=${'0'.repeat(5_000)}`)
    expect(status).toBe(400)
    expect(body.errors).toMatchObject([{ pointer: '/start_time' }])
  })
})
