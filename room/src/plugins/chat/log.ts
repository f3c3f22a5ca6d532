import { createStore, type Store } from '@anteroom/ui/ground/store.ts'
import type { PluginHost } from '../../desk/plugin-host.ts'
import type { FileOffer } from './file-messages.ts'
import { keepHistory } from './history.ts'
import type { LaterFiles } from './later-files.ts'
import { maxCharacters, textOf } from './text-of.ts'
import { words } from './words.ts'

const maxMessages = 1000
const previewMs = 8_000

/** `file` has its name for text and more of it in the files, by `key`; `note` says what happened. */
export type Message = { id: number; mine: boolean; name: string; text: string; at: number } & (
  | { kind: 'text' | 'note' }
  | { kind: 'file'; key: string }
)
type NewMessage<Kind = Message> = Kind extends unknown ? Omit<Kind, 'id' | 'at'> : never

export type LogState = {
  messages: readonly Message[]
  unread: number
  /** The first message that came while nobody looked; until the chat is closed or one writes. */
  newFrom: number | null
  preview: Message | null
}
export type Log = {
  state: Store<LogState>
  write(text: string): void
  /** A file of ours takes its place among the messages. */
  addFile(file: FileOffer): void
  /** Says to everyone that we have saved what is written here. */
  tellSaved(): void
}

const isSaved = (data: unknown) => typeof data === 'object' && data !== null && 'saved' in data && data.saved === true

/** What was said in this call, in this browser's memory alone. */
export function createLog(host: PluginHost<'chat'>, files: LaterFiles): Log {
  const state = createStore<LogState>({ messages: [], unread: 0, newFrom: null, preview: null })
  let nextId = 1
  let timer: ReturnType<typeof setTimeout> | undefined
  function change(part: Partial<LogState>) {
    const before = state.get()
    const now = { ...before, ...part }
    if (now.unread !== before.unread) host.setTitleCount(now.unread)
    state.set(now)
  }
  function add(message: NewMessage): Message {
    const added = { ...message, id: nextId++, at: host.serverNow() }
    change({ messages: [...state.get().messages, added].slice(-maxMessages) })
    return added
  }
  /** From before this page was loaded: nobody has to be told of it. */
  const history = keepHistory(host, files, (from, { text, at, isOurs, file }) => {
    const name = isOurs ? words().you : from.name || words().someone
    const place = (kind: { kind: 'text' } | { kind: 'file'; key: string }) => {
      const message: Message = { ...kind, mine: isOurs, name, text, id: nextId++, at }
      const messages = [...state.get().messages, message].sort((one, other) => one.at - other.at)
      change({ messages: messages.slice(-maxMessages) })
    }
    if (!file) return place({ kind: 'text' })
    files.whenThere((there) => {
      const key = there.restore(from.visitId, file, isOurs)
      if (key !== null) place({ kind: 'file', key })
    })
  })
  const isSeen = () => host.panel.isOpen.get() && globalThis.document?.visibilityState !== 'hidden'
  function look() {
    if (isSeen()) change({ unread: 0, preview: null })
  }
  /** Somebody else's, which wants to be noticed. */
  function arrive(message: NewMessage, said: string) {
    const added = add(message)
    host.announce(said)
    if (isSeen()) return
    host.chime()
    const preview = host.panel.isOpen.get() ? null : added
    change({ unread: state.get().unread + 1, newFrom: state.get().newFrom ?? added.id, preview })
    clearTimeout(timer)
    timer = setTimeout(() => change({ preview: null }), previewMs)
  }
  host.channel.subscribe((from, data) => {
    if (history.hear(from, data)) return
    const name = from.name || words().someone
    const text = textOf(data)
    if (text !== null) history.heard(from.visitId, data as object, text, host.serverNow())
    if (text !== null) return arrive({ kind: 'text', mine: false, name, text }, words().says(name, text))
    if (isSaved(data)) {
      const note = words().files.savedBy(name)
      return arrive({ kind: 'note', mine: false, name, text: note }, note)
    }
    if (typeof data !== 'object' || data === null || !('file' in data)) return
    files.whenThere((there) => {
      const file = there.hear(from, data)
      if (!file) return
      history.heardOffer(from.visitId, file, host.serverNow())
      const offered = { kind: 'file', mine: false, name, text: file.name, key: file.key } as const
      arrive(offered, words().files.offers(name, file.name))
    })
  }, host.until)
  host.panel.isOpen.subscribe(() => {
    if (host.panel.isOpen.get()) look()
    else change({ newFrom: null })
  }, host.until)
  globalThis.document?.addEventListener('visibilitychange', look, { signal: host.until })
  host.until.addEventListener('abort', () => clearTimeout(timer))
  return {
    state,
    write(written) {
      const text = written.trim().slice(0, maxCharacters)
      if (!text) return
      host.channel.send({ text, key: history.wrote(text, host.serverNow()) })
      add({ kind: 'text', mine: true, name: words().you, text })
      change({ newFrom: null })
    },
    addFile(file) {
      history.offered(file, host.serverNow())
      add({ kind: 'file', mine: true, name: words().you, text: file.name, key: file.id })
    },
    tellSaved() {
      host.channel.send({ saved: true })
      add({ kind: 'note', mine: true, name: words().you, text: words().files.savedByMe })
    },
  }
}
