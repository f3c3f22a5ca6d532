import type { PluginHost } from '../../plugin-host.ts'
import { words } from '../../words/words.ts'

export const maxCharacters = 4000
const maxMessages = 1000
const previewMs = 8_000

export type Message = { id: number; mine: boolean; name: string; text: string; at: number }
export type LogState = { messages: readonly Message[]; unread: number; preview: Message | null }
export type Log = {
  state: { get(): LogState; subscribe(listener: () => void): () => void }
  write(text: string): void
}

/** The text in what came from another browser, or null when it is no message of a chat of ours. */
function textOf(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('text' in data)) return null
  const { text } = data
  if (typeof text !== 'string' || !text.trim()) return null
  return text.slice(0, maxCharacters)
}

/** What was said in this call, in this browser's memory alone. */
export function createLog(host: PluginHost): Log {
  let state: LogState = { messages: [], unread: 0, preview: null }
  let nextId = 1
  let timer: ReturnType<typeof setTimeout> | undefined
  const listeners = new Set<() => void>()
  function change(part: Partial<LogState>) {
    state = { ...state, ...part }
    for (const listener of [...listeners]) listener()
  }
  function add(message: Omit<Message, 'id' | 'at'>): Message {
    const added = { ...message, id: nextId++, at: host.serverNow() }
    change({ messages: [...state.messages, added].slice(-maxMessages) })
    return added
  }
  const ends = [
    host.channel.subscribe((from, data) => {
      const text = textOf(data)
      if (text === null) return
      const name = from.name || words.someone
      const message = add({ mine: false, name, text })
      host.announce(words.plugins.chat.says(name, text))
      if (host.panel.isOpen.get() && document.visibilityState === 'visible') return
      host.chime()
      if (host.panel.isOpen.get()) return
      change({ unread: state.unread + 1, preview: message })
      clearTimeout(timer)
      timer = setTimeout(() => change({ preview: null }), previewMs)
    }),
    host.panel.isOpen.subscribe(() => {
      if (host.panel.isOpen.get()) change({ unread: 0, preview: null })
    }),
  ]
  host.until.addEventListener('abort', () => {
    clearTimeout(timer)
    for (const end of ends) end()
  })
  return {
    state: {
      get: () => state,
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    write(written) {
      const text = written.trim().slice(0, maxCharacters)
      if (!text) return
      host.channel.send({ text })
      add({ mine: true, name: words.you, text })
    },
  }
}
