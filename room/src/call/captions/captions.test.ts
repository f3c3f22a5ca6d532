import { createStore } from '@anteroom/ui/ground/store.ts'
import { createSetClock } from '@anteroom/ui/ground/testing/set-clock.ts'
import { afterEach, expect, test } from 'vitest'
import type { Peer } from '../media.ts'
import { captionLanguages, startCaptions } from './captions.ts'
import type { Availability, Speech, SpeechResults, SpeechSession } from './speech.ts'

const clock = createSetClock()
const end = { now: new AbortController() }
afterEach(() => {
  end.now.abort()
  end.now = new AbortController()
})

const track = (id: string) => ({ id, readyState: 'live' }) as MediaStreamTrack
const peer = (visitId: string, microphone: MediaStreamTrack | null) => ({ visitId, tracks: { microphone } }) as Peer

/** A browser that has these languages; the rest it never will. */
function browserWith(known: Record<string, Availability>, canInstall = true) {
  const sessions: (SpeechSession & { track?: MediaStreamTrack; isOver?: boolean })[] = []
  const installed: string[] = []
  class Session {
    onresult: SpeechSession['onresult'] = null
    onerror: SpeechSession['onerror'] = null
    onend: SpeechSession['onend'] = null
    start(from: MediaStreamTrack) {
      sessions.push(Object.assign(this as unknown as SpeechSession, { track: from }))
    }
    abort() {
      Object.assign(this, { isOver: true })
      this.onend?.()
    }
    static available = async ({ langs }: { langs: string[] }) => known[String(langs[0])] ?? 'unavailable'
    static async install({ langs }: { langs: string[] }) {
      installed.push(...langs)
      return canInstall
    }
  }
  return { speech: Session as unknown as Speech, sessions, installed }
}

const heard = (resultIndex: number, ...texts: [text: string, isFinal?: boolean][]): SpeechResults => ({
  resultIndex,
  results: texts.map(([transcript, isFinal = false]) => Object.assign([{ transcript }], { isFinal })),
})

async function start(speech: Speech, ...people: Peer[]) {
  const peers = createStore<readonly Peer[]>(people)
  const captions = startCaptions({ speech, languages: ['en-GB', 'en-US'], peers, clock, until: end.now.signal })
  await clock.pass(0)
  return { captions, peers, texts: () => captions.lines.get().map(({ visitId, text }) => `${visitId}: ${text}`) }
}

test('each of the others is listened to, on this device, in the first language that it knows', async () => {
  const { speech, sessions } = browserWith({ 'en-US': 'available' })
  const { captions } = await start(speech, peer('ana', track('a')), peer('tom', track('t')), peer('eva', null))
  expect(captions.state.get()).toBe('listening')
  expect(sessions.map((session) => session.track?.id)).toEqual(['a', 't'])
  for (const session of sessions) {
    expect(session).toMatchObject({ lang: 'en-US', processLocally: true, continuous: true, interimResults: true })
  }
})

test('a line grows in its place while somebody speaks, and is forgotten some time after', async () => {
  const { speech, sessions } = browserWith({ 'en-GB': 'available' })
  const { texts } = await start(speech, peer('ana', track('a')), peer('tom', track('t')))
  sessions[0]?.onresult?.(heard(0, ['good']))
  sessions[1]?.onresult?.(heard(0, ['hello']))
  sessions[0]?.onresult?.(heard(0, ['good morning', true]))
  sessions[0]?.onresult?.(heard(1, ['good morning', true], [' doctor ']))
  expect(texts()).toEqual(['ana: good morning', 'tom: hello', 'ana: doctor'])
  await clock.pass(9_000)
  sessions[1]?.onresult?.(heard(0, ['hello again']))
  await clock.pass(2_000)
  expect(texts()).toEqual(['tom: hello again'])
})

test('a session that the browser ends is followed by another one, later and later when it ends at once', async () => {
  const { speech, sessions } = browserWith({ 'en-GB': 'available' })
  const { texts } = await start(speech, peer('ana', track('a')))
  sessions[0]?.onresult?.(heard(0, ['one', true]))
  await clock.pass(60_000)
  sessions[0]?.onend?.()
  await clock.pass(200)
  sessions[1]?.onresult?.(heard(0, ['two']))
  expect(texts()).toEqual(['ana: two'])
  for (let i = 0, ended = 0; i < 1_000; i++) {
    if (ended < sessions.length) {
      ended = sessions.length
      sessions.at(-1)?.onerror?.({ error: 'no-speech' })
      sessions.at(-1)?.onend?.()
    }
    await clock.pass(100)
  }
  expect(sessions.length).toBeLessThan(40)
})

test('whoever leaves, mutes or changes the microphone is followed', async () => {
  const { speech, sessions } = browserWith({ 'en-GB': 'available' })
  const { peers } = await start(speech, peer('ana', track('a')), peer('tom', track('t')))
  peers.set([peer('ana', track('b')), peer('tom', null)])
  await clock.pass(10_000)
  expect(sessions.map(({ track, isOver }) => [track?.id, isOver ?? false])).toEqual([
    ['a', true],
    ['t', true],
    ['b', false],
  ])
  end.now.abort()
  await clock.pass(10_000)
  expect(sessions).toHaveLength(3)
  expect(sessions[2]?.isOver).toBe(true)
})

test('what a language needs is fetched first', async () => {
  const { speech, sessions, installed } = browserWith({ 'en-US': 'downloadable' })
  const { captions } = await start(speech, peer('ana', track('a')))
  expect(installed).toEqual(['en-US'])
  expect(captions.state.get()).toBe('listening')
  expect(sessions).toHaveLength(1)
})

test('a browser that cannot says so, and is not asked again', async () => {
  const none = browserWith({})
  expect((await start(none.speech, peer('ana', track('a')))).captions.state.get()).toBe('failed')
  const refused = browserWith({ 'en-US': 'downloadable' }, false)
  expect((await start(refused.speech, peer('ana', track('a')))).captions.state.get()).toBe('failed')
  const changed = browserWith({ 'en-US': 'available' })
  const { captions } = await start(changed.speech, peer('ana', track('a')))
  changed.sessions[0]?.onerror?.({ error: 'service-not-allowed' })
  changed.sessions[0]?.onend?.()
  await clock.pass(60_000)
  expect(captions.state.get()).toBe('failed')
  expect(changed.sessions).toHaveLength(1)
})

test('the language of the page, as in the visitor’s own region', () => {
  expect(captionLanguages('en', ['fr-FR', 'en-AU', 'en'])).toEqual(['en-AU', 'en-US', 'en'])
  expect(captionLanguages('zh-Hans', ['zh-TW', 'zh-CN'])[0]).toBe('zh-CN')
  expect(captionLanguages('ar', ['de'])).toEqual(['ar-EG', 'ar'])
})
