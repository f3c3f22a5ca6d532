/** Web Speech API 5, as far as captions need it; TypeScript does not know it yet. */
export type SpeechSession = {
  lang: string
  continuous: boolean
  interimResults: boolean
  processLocally: boolean
  onresult: ((event: SpeechResults) => void) | null
  onerror: ((event: { error: string }) => void) | null
  onend: (() => void) | null
  start(track: MediaStreamTrack): void
  abort(): void
}

/** All that a session has heard so far; what stands before `resultIndex` is as it was. */
export type SpeechResults = {
  resultIndex: number
  results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }>
}

/** Whether a language is here, can be fetched, is being fetched, or can never be. */
export type Availability = 'available' | 'downloadable' | 'downloading' | 'unavailable'

export type Speech = {
  new (): SpeechSession
  available(options: { langs: string[]; processLocally: boolean }): Promise<Availability>
  install(options: { langs: string[]; processLocally: boolean }): Promise<boolean>
}

/**
 * What writes down speech on this device, or null: a browser that cannot promise that no sound leaves it is not asked at
 * all. Browsers that have the promise take tracks, too.
 */
export function findSpeech(): Speech | null {
  const { SpeechRecognition: speech } = globalThis as { SpeechRecognition?: Partial<Speech> & { prototype: object } }
  if (!speech?.available || !speech.install || !('processLocally' in speech.prototype)) return null
  return speech as Speech
}

/** The first of these languages that this browser can write, and how it stands with it. */
export async function findLanguage(speech: Speech, languages: readonly string[]) {
  for (const lang of languages) {
    const availability = await ask(speech, lang)
    if (availability !== 'unavailable') return { lang, availability }
  }
  return null
}

async function ask(speech: Speech, lang: string): Promise<Availability> {
  try {
    return await speech.available({ langs: [lang], processLocally: true })
  } catch {
    return 'unavailable' // A policy of the page around us forbids it.
  }
}
