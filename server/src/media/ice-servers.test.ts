import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { createIceServers } from './ice-servers.ts'

const clock = { now: () => new Date('2026-03-02T10:00:00Z') }
const none = { stunUrls: [], turnUrls: [], turnSecret: null, turnTtlSeconds: 600 }

test('without STUN and TURN there are no ICE servers', () => {
  expect(createIceServers({ config: none, clock })('visit')).toEqual([])
})

test("TURN credentials are those of coturn's use-auth-secret: good for a time, and for one visit", () => {
  const config = {
    ...none,
    stunUrls: ['stun:s.example'],
    turnUrls: ['turn:t.example', 'turns:t.example'],
    turnSecret: 'north',
  }
  const [stun, turn] = createIceServers({ config, clock })('visit-1')
  expect(stun).toEqual({ urls: ['stun:s.example'] })
  const username = `${Date.parse('2026-03-02T10:10:00Z') / 1000}:visit-1`
  const credential = createHmac('sha1', 'north').update(username).digest('base64')
  const until = '2026-03-02T10:10:00.000Z'
  expect(turn).toEqual({ urls: ['turn:t.example', 'turns:t.example'], username, credential, until })
})

test('a visit has the same credentials however often it asks, and new ones before half of their time is left', () => {
  const config = { ...none, turnUrls: ['turn:t.example'], turnSecret: 'north' }
  const names = new Set<string>()
  for (let second = 0; second < 600; second++) {
    const now = Date.parse('2026-03-02T10:00:00Z') + second * 1_000
    const [turn] = createIceServers({ config, clock: { now: () => new Date(now) } })('visit-1')
    const leftMs = Date.parse(turn?.until ?? '') - now
    expect(leftMs).toBeGreaterThan(300_000 - 1)
    expect(leftMs).toBeLessThanOrEqual(600_000)
    names.add(turn?.username ?? '')
  }
  expect(names.size).toBe(2)
})
