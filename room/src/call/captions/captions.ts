import { type Language, lookUp } from '@anteroom/contract/languages'
import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { createStore, type Store } from '@anteroom/ui/ground/store.ts'
import type { Peer } from '../media.ts'
import { findLanguage, type Speech, type SpeechSession } from './speech.ts'

/** Something that somebody said. It may still change while they speak. */
export type Caption = { key: string; visitId: string; text: string; at: number }

/**
 * Fetching: the browser brings what it needs for this language. Failed: it has none, or nothing for it.
 */
export type CaptionState = 'starting' | 'fetching' | 'listening' | 'failed'

export type Captions = {
  /** The oldest first. */
  lines: Store<readonly Caption[]>
  state: Store<CaptionState>
}

const kept = 6
const forgottenAfterMs = 10_000
const shortestPauseMs = 150
const longestPauseMs = 5_000
/** A session that held for as long as this has not failed. */
const steadyMs = 2_000
/** These will not be better a moment later. */
const lasting = new Set(['language-not-supported', 'service-not-allowed', 'not-allowed', 'audio-capture'])

type Options = {
  speech: Speech
  /** BCP 47, in the order in which they are tried. */
  languages: readonly string[]
  peers: Store<readonly Peer[]>
  clock: Clock
  until: AbortSignal
}

/** Writes down what each of the others says, on this device alone. */
export function startCaptions({ speech, languages, peers, clock, until }: Options): Captions {
  const lines = createStore<readonly Caption[]>([])
  const state = createStore<CaptionState>('starting')
  const listeners = new Map<string, AbortController>()
  const ended = new AbortController()
  let begun = 0

  /** A line that still changes stays in its place. */
  function say(caption: Caption) {
    const all = lines.get()
    const at = all.findIndex(({ key }) => key === caption.key)
    lines.set(at < 0 ? [...all, caption].slice(-kept) : all.map((line, i) => (i === at ? caption : line)))
  }
  function forget() {
    const fresh = lines.get().filter(({ at }) => clock.now() - at < forgottenAfterMs)
    if (fresh.length < lines.get().length) lines.set(fresh)
  }
  clock.every(1_000, forget, ended.signal)

  function fail() {
    state.set('failed')
    ended.abort()
  }
  ended.signal.addEventListener('abort', () => {
    for (const listener of listeners.values()) listener.abort()
    listeners.clear()
  })
  until.addEventListener('abort', () => ended.abort(), { signal: ended.signal })

  function follow(lang: string) {
    const now = new Map(
      peers.get().flatMap(({ visitId, tracks: { microphone } }) => {
        return microphone ? [[[visitId, microphone.id].join(), { visitId, track: microphone }] as const] : []
      }),
    )
    for (const [key, listener] of listeners) {
      if (now.has(key)) continue
      listener.abort()
      listeners.delete(key)
    }
    for (const [key, { visitId, track }] of now) {
      if (listeners.has(key)) continue
      const listener = new AbortController()
      listeners.set(key, listener)
      listen(visitId, track, lang, listener.signal)
    }
  }

  /** Browsers end a session now and then, as after a silence; the next one goes on. */
  function listen(visitId: string, track: MediaStreamTrack, lang: string, signal: AbortSignal) {
    let session: SpeechSession | undefined
    let pauseMs = shortestPauseMs
    function start() {
      if (track.readyState !== 'live') return
      const number = begun++
      const since = clock.now()
      session = new speech()
      Object.assign(session, { lang, continuous: true, interimResults: true, processLocally: true })
      session.onresult = ({ resultIndex, results }) => {
        for (const [index, result] of Array.from(results).entries()) {
          const text = result[0]?.transcript.trim()
          if (index >= resultIndex && text) say({ key: `${number}.${index}`, visitId, text, at: clock.now() })
        }
      }
      session.onerror = ({ error }) => {
        if (lasting.has(error)) fail()
      }
      session.onend = () => {
        pauseMs = clock.now() - since > steadyMs ? shortestPauseMs : Math.min(pauseMs * 2, longestPauseMs)
        clock.after(pauseMs, start, signal)
      }
      try {
        session.start(track)
      } catch {
        fail()
      }
    }
    start()
    signal.addEventListener('abort', () => {
      if (!session) return
      session.onend = null
      session.onresult = null
      session.abort()
    })
  }

  async function begin() {
    const found = await findLanguage(speech, languages)
    if (!found) return fail()
    if (found.availability !== 'available') {
      state.set('fetching')
      const isHere = await speech.install({ langs: [found.lang], processLocally: true }).catch(() => false)
      if (!isHere) return fail()
    }
    if (ended.signal.aborted) return
    state.set('listening')
    const lookAgain = () => follow(found.lang)
    lookAgain()
    peers.subscribe(lookAgain, ended.signal)
  }
  void begin()
  return { lines, state }
}

/** Browsers know languages by the region they were learnt in. */
const usual: Record<Language, string> = { en: 'en-US', de: 'de-DE', es: 'es-ES', ar: 'ar-EG', 'zh-Hans': 'cmn-Hans-CN' }

/** What is probably spoken in the call (BCP 47), the likeliest first: the page's language, as in the visitor's region. */
export function captionLanguages(page: Language, browser: readonly string[]): string[] {
  const own = browser.filter((tag) => tag.includes('-') && lookUp(tag) === page)
  return [...new Set([...own, usual[page], page])]
}
