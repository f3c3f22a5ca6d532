import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { PluginHost } from '../../plugin-host.ts'
import { classNames } from '../../ui/class-names.ts'
import { Hidden } from '../../ui/hidden.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useStore } from '../../ui/use-store.ts'
import { clockTime } from '../../words/times.ts'
import { words } from '../../words/words.ts'
import styles from './chat.module.css'
import { linkify } from './linkify.ts'
import { type Log, type Message, maxCharacters } from './log.ts'

/** From here on the number of characters that are left is told. */
const tellLeftBelow = 200

export function ChatPanel({ host, log }: { host: PluginHost; log: Log }) {
  const text = words.plugins.chat
  const { messages } = useStore(log.state)
  const { people } = useStore(host.view)
  const list = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new message moves the list.
  useEffect(() => {
    if (atEnd.current) list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [messages])
  return (
    <div className={styles.chat}>
      <div
        ref={list}
        className={styles.log}
        role="log"
        aria-label={text.log}
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard.
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          atEnd.current = scrollTop + clientHeight > scrollHeight - 40
        }}
      >
        <p className={styles.note}>{text.private}</p>
        {messages.length === 0 && <p className={styles.note}>{text.empty}</p>}
        {messages.map((message) => (
          <Entry key={message.id} message={message} />
        ))}
      </div>
      {people.length === 0 && <p className={styles.note}>{text.alone}</p>}
      <Writing
        onWrite={(written) => {
          atEnd.current = true
          log.write(written)
        }}
      />
    </div>
  )
}

function Entry({ message: { mine, name, text: written, at } }: { message: Message }) {
  const text = words.plugins.chat
  return (
    <div className={classNames(styles.entry, mine && styles.mine)}>
      <p className={styles.from}>
        <bdi>{mine ? words.you : name}</bdi> <time dateTime={new Date(at).toISOString()}>{clockTime(at)}</time>
      </p>
      <p className={styles.text} dir="auto">
        {linkify(written).map(({ text: part, href }, index) =>
          href ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message never change.
            <a key={index} href={href} target="_blank" rel="noopener noreferrer">
              {part}
              <Hidden> {text.opensNew}</Hidden>
            </a>
          ) : (
            part
          ),
        )}
      </p>
    </div>
  )
}

function Writing({ onWrite }: { onWrite: (text: string) => void }) {
  const text = words.plugins.chat
  const [draft, setDraft] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  const left = maxCharacters - draft.length
  useEffect(() => field.current?.focus(), [])
  function send() {
    if (!draft.trim()) return
    onWrite(draft)
    setDraft('')
    field.current?.focus()
  }
  function onKeyDown(event: KeyboardEvent) {
    // While an input method composes a word, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <form
      className={styles.writing}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <label htmlFor={id}>{text.label}</label>
      <div className={styles.row}>
        <textarea
          ref={field}
          id={id}
          rows={2}
          value={draft}
          dir={draft ? 'auto' : undefined}
          maxLength={maxCharacters}
          onChange={({ target }) => setDraft(target.value)}
          onKeyDown={onKeyDown}
        />
        <button type="submit" className={styles.send} aria-label={text.send}>
          <Icon name="send" />
        </button>
      </div>
      {left < tellLeftBelow && (
        <p role="status" className={styles.note}>
          {text.left(left)}
        </p>
      )}
    </form>
  )
}
