import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calls } from '../src/demo/stripe/calls.ts'
import type { Fields } from '../src/demo/stripe/shapes.ts'

/** Stripe's own stripe-mock, which refuses what the published description of Stripe's API does not know. */
const program = process.env.STRIPE_MOCK_PATH ?? ''

/**
 * Our code works against the stand-in, and that refuses all that it does not know itself: if Stripe knows everything that
 * the stand-in takes, it knows everything that we send.
 */
let url = ''
let stop = () => {}

beforeAll(async () => {
  if (!program) return
  const mock = spawn(program, ['-http-addr', '127.0.0.1:0', '-https-addr', '127.0.0.1:0'])
  stop = () => mock.kill()
  for await (const line of createInterface(mock.stdout)) {
    const [, address] = /HTTP at address: (\S+)/.exec(line) ?? []
    if (!address) continue
    url = `http://${address}`
    break
  }
  expect(url).not.toBe('')
})
afterAll(() => stop())

/** The library speaks a newer version of the API than stripe-mock describes; all that is called otherwise in it. */
const renamedSince: Record<string, string> = { allowed_payment_method_types: 'payment_method_types' }

/** What Stripe wants to be something special. */
const examples: Record<string, string> = {
  currency: 'aud',
  payment_method: 'pm_1',
  'enabled_events[0]': 'charge.refunded',
  api_version: '2026-08-26.dahlia',
}

function fill(shapes: Fields, place: (name: string) => string): [string, string][] {
  return Object.entries(shapes).flatMap(([name, shape]) => fillOne(shape, place(renamedSince[name] ?? name)))
}

function fillOne(shape: Fields[string], name: string): [string, string][] {
  switch (shape.is) {
    case 'fields':
      return fill(shape.of, (member) => `${name}[${member}]`)
    case 'list':
      return fillOne(shape.of, `${name}[0]`)
    case 'pairs':
      return [[`${name}[payment_id]`, '1']]
    case 'integer':
      return [[name, '5000']]
    case 'flag':
      return [[name, 'true']]
    case 'text':
      return [[name, shape.values?.[0] ?? examples[name] ?? (name.endsWith('url') ? 'https://a.test/' : 'x')]]
  }
}

async function ask(method: string, path: string, pairs: [string, string][]) {
  const form = new URLSearchParams(Object.fromEntries(pairs))
  const isBody = method === 'POST'
  const answer = await fetch(`${url}${path}${isBody ? '' : `?${form}`}`, {
    method,
    headers: { authorization: 'Bearer sk_test_1' },
    ...(isBody ? { body: form } : {}),
  })
  return answer.status === 200 ? 'known' : `${answer.status} ${await answer.text()}`
}

test.skipIf(!program).each(calls.map((call) => [`${call.method} ${call.path}`, call] as const))(
  'Stripe knows each parameter that the stand-in takes in %s',
  async (_name, { method, path, takes: { expand: _expand, ...takes } }) => {
    // stripe-mock fails at what it cannot expand, and what can be is no parameter.
    const pairs = fill(takes, (name) => name)
    expect(await ask(method, path.replace('{id}', 'x_1'), pairs)).toBe('known')
  },
)

test.skipIf(!program)('Stripe does not know a parameter that nobody has heard of', async () => {
  expect(await ask('POST', '/v1/customers', [['colour', 'red']])).toMatch(/^400/)
})
