import { expect, test } from './support/test.ts'

/**
 * Stands in for the part of Chrome that Chromium is built without: writes "beep" when the track that it was given has
 * sound in it. Runs in the page.
 */
function writeBeeps() {
  class BeepRecognition extends EventTarget {
    onresult: ((event: object) => void) | null = null
    onend: (() => void) | null = null
    lang = ''
    processLocally = false
    #sound: AudioContext | null = null
    start(track: MediaStreamTrack) {
      if (!this.processLocally) throw new Error('Sound would leave this device')
      const sound = new AudioContext()
      this.#sound = sound
      const meter = sound.createAnalyser()
      sound.createMediaStreamSource(new MediaStream([track])).connect(meter)
      const samples = new Float32Array(2048)
      const heard: string[] = []
      let isLoud = false
      const look = () => {
        if (sound.state === 'closed') return
        meter.getFloatTimeDomainData(samples)
        const wasLoud = isLoud
        isLoud = Math.max(...samples.map(Math.abs)) > 0.01
        if (isLoud && !wasLoud) {
          heard.push('beep')
          const results = [Object.assign([{ transcript: `${heard.join(' ')} in ${this.lang}` }], { isFinal: false })]
          this.onresult?.({ resultIndex: 0, results })
        }
        // Shorter than what is looked at, so that no beep falls between two looks.
        setTimeout(look, 30)
      }
      void sound.resume().then(look)
    }
    abort() {
      void this.#sound?.close()
      this.onend?.()
    }
    static available = async ({ langs }: { langs: string[] }) => (langs[0] === 'en-US' ? 'available' : 'unavailable')
    static install = async () => true
  }
  Object.defineProperty(BeepRecognition.prototype, 'processLocally', { value: false, writable: true })
  Object.assign(window, { SpeechRecognition: BeepRecognition })
}

test('what the others say stands under their pictures', async ({ api, visit, browser }) => {
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const context = await browser.newContext({ locale: 'en-US' })
  await context.addInitScript(writeBeeps)
  const ana = await visit(session.url('Ana'), { context })
  await ana.join()
  await Promise.all([host.sees(), ana.sees()])

  await ana.button('Menu').click()
  const choice = ana.page.getByRole('checkbox', { name: 'Captions' })
  await expect(choice).toHaveAccessibleDescription(/No sound leaves it/)
  await choice.check()
  await ana.page.keyboard.press('Escape')
  const captions = ana.page.getByRole('region', { name: 'Captions' })
  await expect(captions).toHaveText(/^Dr Vega beep.* in en-US$/, { timeout: 20_000 })

  // Nothing is kept, and the choice is.
  await host.button('Mute microphone').click()
  await expect(captions).toHaveText('What the others say appears here.', { timeout: 15_000 })
  await ana.page.reload()
  await expect(captions).toBeVisible()
  await ana.button('Menu').click()
  await choice.uncheck()
  await ana.page.keyboard.press('Escape')
  await expect(captions).toBeHidden()
})

// Chromium as Linux distributions build it has the API, and nothing behind it.
test('a browser that cannot write captions on the device says so, and sends no sound elsewhere', async ({
  api,
  visit,
}) => {
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  const ana = await visit(session.url('Ana'))
  await ana.join()
  await ana.button('Menu').click()
  await ana.page.getByRole('checkbox', { name: 'Captions' }).check()
  await ana.page.keyboard.press('Escape')
  const captions = ana.page.getByRole('region', { name: 'Captions' })
  await expect(captions).toContainText('This browser cannot write captions on this device.')
  await captions.getByRole('button', { name: 'Captions off' }).click()
  await expect(captions).toBeHidden()
})

test('a browser that has no such promise is not asked', async ({ api, visit }) => {
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  const ana = await visit(session.url('Ana'))
  await ana.page.addInitScript(() => {
    const { SpeechRecognition: speech } = window as unknown as { SpeechRecognition: { prototype: object } }
    Reflect.deleteProperty(speech.prototype, 'processLocally')
  })
  await ana.page.reload()
  await ana.join()
  await ana.button('Menu').click()
  const choice = ana.page.getByRole('checkbox', { name: 'Captions' })
  await expect(choice).toBeDisabled()
  await expect(choice).toHaveAccessibleDescription(/cannot write captions on this device/)
})
