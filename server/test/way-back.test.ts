import { languageTags } from '@anteroom/contract/languages'
import Fastify from 'fastify'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { browserKeyOf } from '../src/pages/room/browser-key.ts'
import { wayBackRoutes } from '../src/pages/room/way-back.ts'
import { hashBrowserKey } from '../src/visits/service.ts'

const attemptId = '0197a000-0000-7000-8000-000000000001'
const link = '0b7c5a44-31b1-4b8e-9d0c-6a2f3d1e5c77'
const secret = 'a-secret-of-this-browser'
const ownHash = hashBrowserKey(browserKeyOf(secret, link))

/** How it stands with the payment, whether this browser has the call before it, and what its network may still ask. */
const now: { state: 'settled' | 'unsettled' | 'unknown'; isInCall: boolean; isCrowded: boolean } = {
  state: 'settled',
  isInCall: false,
  isCrowded: false,
}
const costs: number[] = []
beforeEach(() => {
  Object.assign(now, { state: 'settled', isInCall: false, isCrowded: false })
  costs.splice(0)
})

type Given = Parameters<typeof wayBackRoutes>[0]
const app = Fastify()
await app.register(
  wayBackRoutes({
    config: { publicUrl: 'https://video.test', room: { pagesPerMinute: 60 } as Given['config']['room'] },
    payments: {
      wayBack: async (id) =>
        id === attemptId
          ? { state: now.state, participantId: 'ana', linkVersion: 2, isBrowser: (hash: string) => hash === ownHash }
          : null,
    },
    entryUrl: (participantId, version) =>
      participantId === 'ana' && version === 2 ? `https://video.test/session/${link}` : 'https://video.test/wrong',
    visits: {
      preview: async () => ({ continued: now.isInCall ? { phase: { name: 'in-call' } } : null }),
    } as unknown as Given['visits'],
    counters: {
      take(_limit: unknown, _key: string, cost = 1) {
        costs.push(cost)
        return now.isCrowded ? { ok: false, retryAfterMs: 20_000 } : { ok: true }
      },
    } as unknown as Given['counters'],
  }),
)
afterAll(() => app.close())

const cookie = `__Host-anteroom_secret=${secret}`
const get = (headers: Record<string, string> = {}, rest = attemptId) =>
  app.inject({ method: 'GET', url: `/session/payment/${rest}`, headers })

test('the browser that left to pay is led on to its own link, whether it has paid or not', async () => {
  for (const state of ['settled', 'unsettled'] as const) {
    now.state = state
    const { statusCode, headers } = await get({ cookie })
    expect(statusCode).toBe(303)
    expect(headers).toMatchObject({ location: `https://video.test/session/${link}`, 'cache-control': 'no-store' })
  }
})

test('any other browser reads where it goes on, and learns of no link', async () => {
  for (const headers of [{}, { cookie: '__Host-anteroom_secret=somebody-else-has-another' }]) {
    const { statusCode, body, headers: told } = await get(headers)
    expect(statusCode).toBe(200)
    expect(body).toContain('<h1>All done, thank you</h1>')
    expect(JSON.stringify([body, told])).not.toContain(link)
    expect(body).not.toMatch(/<script|<a |http-equiv="refresh"/)
    expect(told).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    expect(told['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^ ]+'; img-src data:;/)
    expect(told['content-security-policy']).not.toContain('http')
  }
  now.state = 'unsettled'
  expect((await get()).body).toContain('Nothing was charged.')
})

test('the tab beside a call that goes on in the same browser opens no second page of it', async () => {
  now.isInCall = true
  const { statusCode, body } = await get({ cookie })
  expect(statusCode).toBe(200)
  expect(body).toContain('Please go back to the tab of your appointment')
})

test('while the provider does not answer the page looks again, and after a while leads on all the same', async () => {
  now.state = 'unknown'
  const { statusCode, body } = await get({ cookie })
  expect(statusCode).toBe(200)
  const next = `/session/payment/${attemptId}?looks=1`
  expect(body).toContain(`<meta http-equiv="refresh" content="5;url=${next}">`)
  expect((await get({ cookie }, `${attemptId}?looks=3`)).statusCode).toBe(303)
  expect((await get({}, `${attemptId}?looks=3`)).body).toContain('looks=4')
  now.state = 'settled'
  expect((await get({ cookie }, `${attemptId}?looks=1`)).statusCode).toBe(303)
})

test('a try that there never was is no page, and costs as much as a wrong link', async () => {
  for (const id of ['0197a000-0000-7000-8000-000000000002', 'nothing', '%E0%A4%A']) {
    costs.splice(0)
    expect((await get({ cookie }, id)).statusCode, id).toBeGreaterThanOrEqual(400)
    if (!id.startsWith('%')) expect(costs).toEqual([1, 9])
  }
})

test('a network that asks for too many pages reads that this one comes by itself', async () => {
  now.isCrowded = true
  const { statusCode, headers, body } = await get({ 'accept-language': 'de' })
  expect(statusCode).toBe(429)
  expect(headers['retry-after']).toBe('25')
  expect(body).toContain(`content="25;url=/session/payment/${attemptId}"`)
  expect(body).toContain('Einen Moment, bitte')
})

test('it is there in every language', async () => {
  const titles = new Set<string | undefined>()
  for (const tag of languageTags) {
    const { body, headers } = await get({ 'accept-language': tag })
    expect(headers['content-language']).toBe(tag)
    expect(body).toContain(`<html lang="${tag}" dir="${tag === 'ar' ? 'rtl' : 'ltr'}">`)
    titles.add(/<h1>(.*)<\/h1>/.exec(body)?.[1])
  }
  expect(titles.size).toBe(languageTags.length)
})
