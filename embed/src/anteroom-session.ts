import {
  type EmbeddingErrorCode,
  frameFeatures,
  type PageMessage,
  type RoomMessage,
  unwrap,
  wrap,
} from '@anteroom/contract/embedding'
import {
  type CallLayout,
  type CommandDevice,
  type CommandMessage,
  readAnswer,
} from '@anteroom/contract/embedding-commands'
import { createCommands } from './commands.ts'
import { wordsFor } from './words.ts'

type Detail<Type extends RoomMessage['type']> = Omit<Extract<RoomMessage, { type: Type }>, 'type'>

/** The element's events: what the room says, each with its facts in `detail`. */
export type AnteroomSessionEvents = { [Type in RoomMessage['type']]: CustomEvent<Detail<Type>> }

/** How long a room that has loaded may take until it says something, in milliseconds. */
const answerWithinMs = 5_000

const css = `
:host { display: flex; flex-direction: column; min-block-size: 35rem; }
:host([hidden]) { display: none; }
iframe { flex: 1; inline-size: 100%; border: 0; }
p { margin: 0; padding: 1rem; }
a { color: inherit; }
`

/** Where pages are rendered on a server there are no elements; there the class is only named. */
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement)

/**
 * `<anteroom-session entry-url="https://…" title="…">`: a session's room, as large as the element is. `title` is the
 * name by which screen readers find it.
 */
export class AnteroomSession extends Base {
  static readonly observedAttributes = ['entry-url', 'title']

  #frame: HTMLIFrameElement | null = null
  #url: URL | null = null
  #isLive = false
  #isReady = false
  #timer = 0
  #phase: string | null = null
  readonly #commands = createCommands((message) => this.#say(message))

  /** The element's own events come with their types. */
  override addEventListener<Type extends keyof AnteroomSessionEvents>(
    type: Type,
    listener: (event: AnteroomSessionEvents[Type]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void
  override addEventListener(type: string, listener: unknown, options?: boolean | AddEventListenerOptions): void {
    super.addEventListener(type, listener as EventListener, options)
  }

  get entryUrl(): string {
    return this.getAttribute('entry-url') ?? ''
  }

  set entryUrl(url: string) {
    this.setAttribute('entry-url', url)
  }

  /** Where the visit is; null before the room has said so. */
  get phase(): string | null {
    return this.#phase
  }

  /** Leaves as the room's own button does; `left` follows. An element that is just removed keeps its place for a while. */
  leave(): void {
    this.#say({ type: 'leave' })
  }

  /** Switches a device off. Each command ends when it is carried out, or throws `CommandRefused`, whose `code` says why not. */
  mute(device: CommandDevice = 'microphone'): Promise<void> {
    return this.#commands.give({ command: 'mute', value: device })
  }

  /** Asks the visitor to switch a device on, and ends when it is: only they can, in the room. */
  askToUnmute(device: CommandDevice = 'microphone'): Promise<void> {
    return this.#commands.give({ command: 'askToUnmute', value: device })
  }

  /** Before they join, and where the session has no name for them: what stands in the field for it. */
  setName(name: string): Promise<void> {
    return this.#commands.give({ command: 'setName', value: name })
  }

  setLayout(layout: CallLayout): Promise<void> {
    return this.#commands.give({ command: 'setLayout', value: layout })
  }

  openChat(): Promise<void> {
    return this.#commands.give({ command: 'openChat' })
  }

  closeChat(): Promise<void> {
    return this.#commands.give({ command: 'closeChat' })
  }

  /** As `leave`, out of a call only, and ends when they are out of it. */
  hangUp(): Promise<void> {
    return this.#commands.give({ command: 'hangUp' })
  }

  #say(message: PageMessage | CommandMessage): void {
    if (this.#url) this.#frame?.contentWindow?.postMessage(wrap(message), this.#url.origin)
  }

  connectedCallback(): void {
    this.#isLive = true
    window.addEventListener('message', this.#hear)
    this.#show()
  }

  disconnectedCallback(): void {
    this.#isLive = false
    window.removeEventListener('message', this.#hear)
    this.#clear()
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (!this.#isLive || before === now) return
    if (name !== 'title') this.#show()
    else if (this.#frame) this.#name(this.#frame)
  }

  #show(): void {
    const root = this.#clear()
    const text = this.entryUrl
    this.#url = parse(text)
    if (!this.#url) {
      const words = this.#words
      root.append(say(words, text ? words.badLink : words.noLink))
      const wrong = text ? 'is no web address' : 'is missing'
      const message = `The attribute entry-url ${wrong}: it has to be the entry_url of a participant.`
      // Whoever makes the element gets to set the attribute, and to listen.
      this.#timer = window.setTimeout(() => this.#fail('entry-url', message))
      return
    }
    const frame = document.createElement('iframe')
    this.#name(frame)
    frame.allow = frameFeatures.join('; ')
    frame.allowFullscreen = true
    // The room speaks to this page alone, so it has to know which it is; also where the page tells nobody else.
    frame.referrerPolicy = 'origin'
    frame.addEventListener('load', () => {
      clearTimeout(this.#timer)
      if (!this.#isReady) this.#timer = window.setTimeout(() => this.#missAnswer(), answerWithinMs)
    })
    frame.src = this.#url.href
    root.append(frame)
    this.#frame = frame
  }

  /** What the page calls it is in the page's language. */
  #name(frame: HTMLIFrameElement): void {
    const { title, language } = this.#words
    frame.title = this.title || title
    if (this.title) frame.removeAttribute('lang')
    else frame.lang = language
  }

  get #words() {
    return wordsFor(this.#url, navigator.languages)
  }

  #clear(): ShadowRoot {
    clearTimeout(this.#timer)
    this.#frame = null
    this.#isReady = false
    this.#phase = null
    this.#commands.end()
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    root.replaceChildren()
    if (root.adoptedStyleSheets.length === 0) {
      // A page with a strict Content-Security-Policy would not let a style element in.
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(css)
      root.adoptedStyleSheets = [sheet]
    }
    return root
  }

  readonly #hear = (event: MessageEvent): void => {
    if (!this.#frame || event.source !== this.#frame.contentWindow || event.origin !== this.#url?.origin) return
    const answer = readAnswer(event.data)
    if (answer) this.#commands.take(answer)
    const message = unwrap(event.data)
    if (!message) return
    if (!this.#isReady) this.shadowRoot?.querySelector('p')?.remove()
    this.#isReady = true
    clearTimeout(this.#timer)
    const { type, ...detail } = message
    if (message.type === 'ready') this.#commands.start(message.commands)
    if (message.type === 'left') this.#say({ type: 'heard' })
    if (message.type === 'phase') this.#phase = message.phase
    if (message.type === 'error') this.#fail(message.code, message.message)
    else this.dispatchEvent(new CustomEvent(type, { detail }))
  }

  /** Browsers do not say that they refused to show a frame; only nobody answers from there. */
  #missAnswer(): void {
    const link = document.createElement('a')
    link.href = this.#url?.href ?? ''
    link.target = '_blank'
    link.rel = 'noopener'
    const words = this.#words
    link.append(words.newTab)
    this.shadowRoot?.prepend(say(words, words.noAnswer, link))
    this.#fail(
      'no-answer',
      `The room does not answer. Check that ${this.#url?.origin} can be reached, and that ${location.origin} is among the frame_origins of the team.`,
    )
  }

  #fail(code: EmbeddingErrorCode, message: string): void {
    console.error(`<anteroom-session>: ${message}`)
    this.dispatchEvent(new CustomEvent('error', { detail: { code, message } }))
  }
}

function say({ language, dir }: ReturnType<typeof wordsFor>, ...content: (string | Node)[]): HTMLElement {
  const text = document.createElement('p')
  text.lang = language
  text.dir = dir
  text.setAttribute('role', 'alert')
  text.append(...content.flatMap((part) => [part, ' ']))
  return text
}

/** An address of the web, or null. */
function parse(text: string): URL | null {
  try {
    const url = new URL(text)
    return /^https?:$/.test(url.protocol) ? url : null
  } catch {
    return null
  }
}
