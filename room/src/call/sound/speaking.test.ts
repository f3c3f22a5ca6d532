import { createSetClock } from '@anteroom/ui/ground/testing/set-clock.ts'
import { expect, test } from 'vitest'
import { type Speaking, watchEars } from './speaking.ts'

function listen(before: Speaking = { now: new Set(), last: null }) {
  const clock = createSetClock()
  const levels: Record<string, number> = { ana: 0, ben: 0 }
  const told: string[] = []
  const stopped: string[] = []
  const ears = Object.keys(levels).map((visitId) => ({
    visitId,
    level: () => levels[visitId] ?? 0,
    stop: () => stopped.push(visitId),
  }))
  const tell = ({ now, last }: Speaking) => told.push(`${[...now].join(' and ') || 'nobody'}, last ${last}`)
  const stop = watchEars(ears, before, clock, tell)
  return { clock, levels, told, stopped, stop }
}

test('whoever has the word keeps it over pauses between words, and while another one speaks as well', async () => {
  const { clock, levels, told } = listen()
  Object.assign(levels, { ana: 0.6 })
  await clock.pass(1_000)
  Object.assign(levels, { ana: 0 })
  await clock.pass(700)
  Object.assign(levels, { ana: 0.5, ben: 0.9 })
  await clock.pass(200)
  expect(told).toEqual(['ana, last ana', 'ana and ben, last ana'])
  Object.assign(levels, { ana: 0 })
  await clock.pass(1_000)
  expect(told.slice(2)).toEqual(['ben, last ben'])
  Object.assign(levels, { ben: 0 })
  await clock.pass(1_000)
  expect(told.slice(3)).toEqual(['nobody, last ben'])
})

test('a noise is nobody, and nothing is heard any more once it is over', async () => {
  const { clock, levels, told, stopped, stop } = listen()
  Object.assign(levels, { ana: 0.4, ben: 0.45 })
  await clock.pass(2_000)
  stop()
  Object.assign(levels, { ana: 1 })
  await clock.pass(2_000)
  expect([told, stopped]).toEqual([[], ['ana', 'ben']])
})

test('the word that somebody had stays theirs when listening begins anew', async () => {
  const { clock, told } = listen({ now: new Set(['ben']), last: 'ben' })
  await clock.pass(200)
  expect(told).toEqual(['nobody, last ben'])
})
