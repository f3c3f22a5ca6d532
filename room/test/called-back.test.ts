import { expect, onTestFinished, test } from 'vitest'
import { draw } from './support/draw.ts'
import { guestsCall, viewOf, waiting } from './support/view.ts'

/** The person looks at another window, or here. */
function lookAway(away: boolean) {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (away ? 'hidden' : 'visible') })
  document.dispatchEvent(new Event('visibilitychange'))
  onTestFinished(() => void Reflect.deleteProperty(document, 'visibilityState'))
}

test('whoever is let in while they look at another window is called back, and seen and heard only then', async () => {
  const { server, others } = await draw(viewOf({ phase: waiting }))
  lookAway(true)
  server.set(guestsCall())
  await expect.poll(() => document.title).toBe('You are in the call now. · Follow-up after surgery · Riverside Clinic')
  await expect.poll(() => others.sentTo('dr-vega')).toEqual([])
  lookAway(false)
  expect(document.title).toBe('Follow-up after surgery · Riverside Clinic')
  await expect.poll(() => others.sentTo('dr-vega')).toEqual(['camera', 'microphone'])
})

test('whoever looks away during a call goes on being seen and heard, also when their line was lost', async () => {
  const { server, others } = await draw(guestsCall())
  await expect.poll(() => others.sentTo('dr-vega')).toEqual(['camera', 'microphone'])
  lookAway(true)
  server.set(guestsCall({ me: { since: '2030-05-06T10:01:00.000Z', generation: 2 } }))
  await expect.poll(() => others.sentTo('dr-vega')).toEqual(['camera', 'microphone'])
  expect(document.title).toBe('Follow-up after surgery · Riverside Clinic')
})
