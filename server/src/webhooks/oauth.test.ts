import { expect, test } from 'vitest'
import { systemClock } from '../ground/clock.ts'
import { createIds } from '../ground/ids.ts'
import { createTokensForReceivers } from './oauth.ts'

test('of ever new credentials the last thousand tokens are kept, and those that are used', async () => {
  const asked: string[] = []
  const tokens = createTokensForReceivers({
    clock: systemClock,
    ids: createIds(systemClock),
    timeoutMs: 1_000,
    async post(_url, { body }) {
      asked.push(String(new URLSearchParams(body).get('client_id')))
      return { status: 200, body: Buffer.from(JSON.stringify({ access_token: 'a', expires_in: 1e9 })) }
    },
  })
  const closing = new AbortController().signal
  const token_url = 'https://clinic.example/token'
  const use = (client_id: string) =>
    tokens.tokenFor(
      { type: 'oauth2', method: 'client_secret_post', token_url, client_id, client_secret: 'secret' },
      closing,
    )
  await use('used')
  await use('idle')
  for (let count = 0; count < 1_000; count += 1) {
    await use(`new ${count}`)
    await use('used')
  }
  const before = asked.length
  await use('used')
  await use('new 999')
  expect(asked).toHaveLength(before)
  await use('idle')
  expect(asked.slice(before)).toEqual(['idle'])
})
