import { olderEventNames } from '@anteroom/contract/older-event-names'
import { expect, test } from 'vitest'
import { startTestApp } from '../support/app.ts'
import { inPhase, openPage } from '../support/page.ts'

// A page that was loaded before the door had events of its own goes on to say what they were called then.

const app = await startTestApp()
const said = new Set<string>()

async function enter(entryUrl: string) {
  const page = await openPage(app.url, entryUrl)
  await page.ask('visit:enter')
  return page
}

async function hostAndGuests(flags: string[] = []) {
  const session = await app.book({
    feature_flags: flags,
    participants: [
      { display_name: 'Dr Vega', role: 'host' },
      { display_name: 'Ana', role: 'guest' },
      { display_name: 'Tom', role: 'guest' },
    ],
  })
  const [vega = '', ana = '', tom = ''] = session.participants.map(({ entry_url }) => entry_url)
  const host = await enter(vega)
  const say = (page: typeof host, event: string, payload: object = {}) => {
    said.add(event)
    return page.ask(event, payload)
  }
  return { host, ana: await enter(ana), tom: await enter(tom), say }
}

test('an older page of a host runs the waiting room', async () => {
  const { host, ana, tom, say } = await hostAndGuests()
  const { waiting } = await host.until(({ waiting }) => waiting.length === 2)
  const visitId = waiting.find(({ name }) => name === 'Ana')?.visitId
  expect(await say(host, 'waiting:message', { visitId, text: 'One moment' })).toEqual({ ok: true })
  await ana.until(({ phase }) => phase.name === 'waiting' && phase.message === 'One moment')
  expect(await say(host, 'waiting:turn-away', { visitId })).toEqual({ ok: true })
  await ana.until(({ phase }) => phase.name === 'waiting' && phase.turnedAway !== null)
  expect(await say(ana, 'waiting:knock')).toEqual({ ok: false, problem: 'too-soon' })
  expect(await say(host, 'waiting:admit-all')).toEqual({ ok: true })
  await tom.until(inPhase('in-call'))
  expect(await say(host, 'waiting:admit', { visitId })).toEqual({ ok: true })
  await ana.until(inPhase('in-call'))
  expect(await say(host, 'call:return-to-waiting', { visitId })).toEqual({ ok: true })
  await ana.until(inPhase('waiting'))
})

test('an older page of a host locks the room and lets people in, and is refused as before', async () => {
  const { host, ana, say } = await hostAndGuests(['-plugin;waiting-room'])
  await host.until(({ people }) => people.length === 2)
  expect(await say(ana, 'call:lock', { locked: true })).toEqual({ ok: false, problem: 'not-allowed' })
  expect(await say(host, 'call:lock', { locked: true })).toEqual({ ok: true })
  await ana.ask('visit:leave')
  await ana.ask('visit:enter')
  const { me } = await ana.until(inPhase('waiting'))
  expect(await say(host, 'waiting:turn-away', { visitId: me.visitId })).toEqual({ ok: false, problem: 'plugin-off' })
  expect(await say(host, 'call:let-in', { visitId: me.visitId })).toEqual({ ok: true })
  await ana.until(inPhase('in-call'))
})

test('each older name was said', () => {
  expect([...said].sort()).toEqual(Object.keys(olderEventNames).sort())
})
