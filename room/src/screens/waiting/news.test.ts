import { expect, test } from 'vitest'
import { type News, newsOf } from './news.ts'

const phase = {
  name: 'waiting',
  knockedAt: '2030-05-06T09:57:00.000Z',
  message: null,
  turnedAway: null,
  ahead: 0,
  locked: false,
  sentBack: false,
  moving: null,
} as const

const message = 'I am ten minutes late.'
const turnedAway = { mayKnockAt: '2030-05-06T10:00:00.000Z' }

test.each<[string, Partial<Parameters<typeof newsOf>[0]>, Parameters<typeof newsOf>[1], News]>([
  ['nobody is here yet', {}, { isHostHere: false, isMessageNewest: false }, 'away'],
  ['the host is here', {}, { isHostHere: true, isMessageNewest: false }, 'here'],
  ['others wait for the host, too', { ahead: 1 }, { isHostHere: true, isMessageNewest: false }, 'ahead'],
  ['the host wrote while here', { message }, { isHostHere: true, isMessageNewest: true }, 'message'],
  ['the host came after writing', { message }, { isHostHere: true, isMessageNewest: false }, 'here'],
  ['sent back', { sentBack: true }, { isHostHere: true, isMessageNewest: false }, 'sentBack'],
  ['sent back, then written to', { sentBack: true, message }, { isHostHere: true, isMessageNewest: true }, 'message'],
  ['turned away with a reason', { turnedAway, message }, { isHostHere: true, isMessageNewest: true }, 'turnedAway'],
  ['locked', { locked: true, message }, { isHostHere: true, isMessageNewest: true }, 'locked'],
  ['no host is left', { nobodyLetsIn: true }, { isHostHere: false, isMessageNewest: false }, 'plain'],
])('%s', (_what, changed, facts, news) => {
  expect(newsOf({ ...phase, ...changed }, facts)).toBe(news)
})
