import { describe, expect, test } from 'vitest'
import { bodyOf, deliveryTiming, failureInWords, outcomeOf, readToken, tokenLifeMs, wants } from './rules.ts'

describe('retries', () => {
  const { limit, delaySeconds, maxDelaySeconds } = deliveryTiming.retries
  /** The shortest pause before each retry, and the longest. */
  const pauses = Array.from({ length: limit }, (_, n) =>
    [1, 2].map((k) => Math.min(maxDelaySeconds, delaySeconds * 2 ** n * k)),
  )
  const total = (index: number) => pauses.reduce((sum, pause) => sum + (pause[index] ?? 0), 0) / 86_400

  test('begin soon and go on for about three days', () => {
    expect(pauses[0]).toEqual([10, 20])
    expect(total(0)).toBeGreaterThan(2.5)
    expect(total(1)).toBeLessThan(3.5)
  })

  test('an attempt is not taken for lost while it can still be going on', () => {
    expect(deliveryTiming.expireSeconds * 1000).toBeGreaterThanOrEqual(2 * deliveryTiming.timeoutMs)
  })
})

test('a webhook wants the events of its team that it names, or all', () => {
  const event = { team_id: 'a', type: 'call:end' }
  expect(wants({ team_id: 'a', event_types: null }, event)).toBe(true)
  expect(wants({ team_id: 'a', event_types: ['call:end'] }, event)).toBe(true)
  expect(wants({ team_id: 'a', event_types: ['session:create'] }, event)).toBe(false)
  expect(wants({ team_id: 'b', event_types: null }, event)).toBe(false)
})

test('the body has whole seconds and nothing but type, time and payload', () => {
  const event = { type: 'call:end', created_at: new Date(1_700_000_000_999), payload: { teamId: 'a' } }
  expect(bodyOf(event)).toBe('{"type":"call:end","createdAt":1700000000,"payload":{"teamId":"a"}}')
})

test.each([
  [200, null],
  [299, null],
  [199, 'The receiver answered 199.'],
  [301, 'The receiver redirects (301); redirects are not followed.'],
  [404, 'The receiver answered 404.'],
])('%i is an outcome of its own', (status, error) => {
  expect(outcomeOf(status)).toEqual({ status, error })
})

test.each([
  ['ENOTFOUND', 'The name of the receiver was not found.'],
  ['ETIMEOUT', 'No name server knows the receiver just now.'],
  ['ETIMEDOUT', 'There is no way to the receiver.'],
  ['CERT_HAS_EXPIRED', 'The certificate of the receiver is not to be trusted (CERT_HAS_EXPIRED).'],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'The certificate of the receiver is not to be trusted (ERR_TLS_CERT_ALTNAME_INVALID).',
  ],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'There is no TLS with the receiver (ERR_SSL_WRONG_VERSION_NUMBER).'],
  ['', 'The connection to the receiver failed (no reason was given).'],
])('%s is said in words', (code, words) => {
  expect(failureInWords(code, 'the receiver')).toBe(words)
})

test.each([
  [200, '{"access_token":"abc","expires_in":3600,"token_type":"bearer"}', { token: 'abc', expiresIn: 3600 }],
  [200, '{"access_token":"abc"}', { token: 'abc', expiresIn: null }],
  [200, '{"access_token":"abc","expires_in":"60"}', { token: 'abc', expiresIn: 60 }],
  [200, '{"access_token":"a b"}', { error: 'The token endpoint answered without a bearer token.' }],
  [200, '{"access_token":"a","token_type":"DPoP"}', { error: 'The token endpoint answered without a bearer token.' }],
  [200, '<html>', { error: 'The token endpoint answered without a bearer token.' }],
  [200, 'null', { error: 'The token endpoint answered without a bearer token.' }],
  [401, '{"error":"invalid_client"}', { error: 'The token endpoint answered 401 (invalid_client).' }],
  [400, '{"error":"whatever it likes to say"}', { error: 'The token endpoint answered 400.' }],
])('a token endpoint that answers %i with %s', (status, body, read) => {
  expect(readToken(status, body)).toEqual(read)
})

test('a token is not used until the very end', () => {
  expect(tokenLifeMs(3600)).toBe(3_570_000)
  expect(tokenLifeMs(40)).toBe(20_000)
  expect(tokenLifeMs(null)).toBe(270_000)
})

test('a token is not used for more than an hour, and not at all when it is longer than a header can be', () => {
  expect(tokenLifeMs(1e12)).toBe(3_600_000)
  expect(tokenLifeMs(Number.POSITIVE_INFINITY)).toBe(3_600_000)
  const answer = (length: number) => readToken(200, JSON.stringify({ access_token: 'a'.repeat(length) }))
  expect(answer(16_000)).toMatchObject({ token: 'a'.repeat(16_000) })
  expect(answer(16_001)).toEqual({ error: 'The token endpoint answered with a token of more than 16000 characters.' })
})
