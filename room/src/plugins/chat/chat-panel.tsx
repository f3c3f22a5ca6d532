import { Button } from '@anteroom/ui/button.tsx'
import { classNames } from '@anteroom/ui/class-names.ts'
import { Hidden } from '@anteroom/ui/hidden.tsx'
import { downloadIcon } from '@anteroom/ui/later-icons.ts'
import { useSteady } from '@anteroom/ui/steady.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { PluginHost } from '../../desk/plugin-host.ts'
import { clockTime } from '../../words/times.ts'
import styles from './chat.module.css'
import { FileCard, sizeText } from './file-card.tsx'
import { maxFileBytes } from './file-limits.ts'
import { type Files, saveAs } from './files.ts'
import { laterWords } from './later-words.ts'
import { linkify } from './linkify.ts'
import type { Log, Message } from './log.ts'
import { transcript } from './transcript.ts'
import { words } from './words.ts'
import { Writing } from './writing.tsx'

export function ChatPanel({ host, log, files }: { host: PluginHost<'chat'>; log: Log; files: Files }) {
  const { messages, newFrom } = useStore(log.state)
  const { me, people, session } = useStore(host.view)
  const list = useSteady<HTMLDivElement>()
  const divider = useRef<HTMLParagraphElement>(null)
  const atEnd = useRef(true)
  const top = useRef(0)
  const [problem, setProblem] = useState('')
  const [isOver, setOver] = useState(false)
  const text = laterWords()
  const [saver, ...others] = people.filter(({ role }) => role === 'HOST')
  const savedBy = saver && others.length === 0 ? saver.name : session.team
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new message moves the list.
  useEffect(() => {
    if (atEnd.current) list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [messages])
  // A keyboard that comes up takes from the list, not from what was read in it last.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is the same for as long as it is shown.
  useEffect(() => {
    const here = list.current
    if (!here) return
    const observer = new ResizeObserver(() => {
      if (atEnd.current) here.scrollTo({ top: here.scrollHeight })
    })
    observer.observe(here)
    return () => observer.disconnect()
  }, [])
  // Who opens the chat goes on reading where they have not read yet.
  useEffect(() => {
    // Chromium answers with a promise, which Preact would take for a clean-up.
    divider.current?.scrollIntoView({ block: 'nearest' })
  }, [])

  function share(chosen: readonly File[]) {
    atEnd.current = true
    const tooLarge: string[] = []
    if (chosen.length > 0 && people.length === 0) return setProblem(laterWords().files.alone)
    for (const file of chosen) {
      const shared = files.share(file)
      if (shared) log.addFile(shared)
      else tooLarge.push(laterWords().files.tooLarge(file.name, sizeText(maxFileBytes)))
    }
    setProblem(tooLarge.join(' '))
  }
  const isFile = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a short cut; the button does the same.
    <div
      className={classNames(styles.chat, isOver && styles.over)}
      onDragOver={(event) => {
        if (!isFile(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false)
      }}
      onDrop={(event) => {
        if (!isFile(event)) return
        event.preventDefault()
        setOver(false)
        share([...(event.dataTransfer?.files ?? [])])
      }}
    >
      <SaveMessages host={host} log={log} />
      <div
        ref={list}
        className={styles.log}
        role="log"
        aria-label={text.log}
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard.
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          const isAtEnd = scrollTop + clientHeight > scrollHeight - 40
          // What has come since the list went to its end is below it already: only who scrolls up has left it.
          atEnd.current = isAtEnd || (atEnd.current && scrollTop >= top.current)
          top.current = scrollTop
        }}
      >
        <p className={styles.note}>{text.files.private(me.role === 'HOST' ? null : savedBy)}</p>
        {messages.length === 0 && <p className={styles.note}>{text.empty}</p>}
        {messages.flatMap((message, at) => [
          message.id === newFrom && (
            <p key="new" ref={divider} className={styles.divider}>
              <span>{laterWords().files.newMessages}</span>
            </p>
          ),
          <Entry
            key={message.id}
            message={message}
            files={files}
            goesOn={message.id !== newFrom && goesOn(messages[at - 1], message)}
          />,
        ])}
      </div>
      {people.length === 0 && <p className={styles.note}>{text.alone}</p>}
      {isOver && <p className={styles.note}>{laterWords().files.drop}</p>}
      <p role="status" className={styles.note} hidden={!problem}>
        {problem}
      </p>
      <Writing
        onWrite={(written) => {
          atEnd.current = true
          log.write(written)
        }}
        onFiles={share}
      />
    </div>
  )
}

/** For hosts: the others read that it was done. */
function SaveMessages({ host, log }: { host: PluginHost<'chat'>; log: Log }) {
  const { messages } = useStore(log.state)
  const { me, session } = useStore(host.view)
  if (me.role !== 'HOST' || messages.length === 0) return null
  function save() {
    log.tellSaved()
    const at = host.serverNow()
    const written = transcript(log.state.get().messages, { call: session.name ?? session.team, at })
    const day = new Date(at).toLocaleDateString('sv-SE')
    void saveAs(new Blob([written], { type: 'text/plain;charset=utf-8' }), laterWords().files.transcript.name(day))
  }
  return (
    <Button
      tone="quiet"
      size="small"
      icon={downloadIcon}
      className={styles.save}
      aria-label={laterWords().files.save}
      onClick={save}
    >
      <span>{laterWords().files.saveShort}</span>
    </Button>
  )
}

/** Whether it is said in one breath with what stands above it: the name and the time are read there. */
function goesOn(before: Message | undefined, { kind, mine, name, at }: Message): boolean {
  if (!before || before.kind === 'note' || kind === 'note') return false
  return before.mine === mine && before.name === name && clockTime(before.at) === clockTime(at)
}

type EntryProps = { message: Message; files: Files; goesOn: boolean }

function Entry({ message, files, goesOn }: EntryProps) {
  const { mine, name, text: written, at } = message
  const time = <time dateTime={new Date(at).toISOString()}>{clockTime(at)}</time>
  if (message.kind === 'note') {
    return (
      <p className={classNames(styles.note, styles.happened)}>
        {written} {time}
      </p>
    )
  }
  return (
    <div
      className={classNames(
        styles.entry,
        message.kind === 'file' && styles.file,
        mine && styles.mine,
        goesOn && styles.goesOn,
      )}
    >
      <p className={styles.from}>
        <bdi translate={false}>{mine ? words().you : name}</bdi> {time}
      </p>
      {message.kind === 'file' ? <FileCard files={files} id={message.key} /> : <Text written={written} />}
    </div>
  )
}

/** An address that is too long for its line goes on in the next one after a stroke, not in the middle of a word. */
const upToBreak = /(?:https:\/\/)?[^/?&=]*[/?&=]+|[^/?&=]+/g

function Text({ written }: { written: string }) {
  return (
    <p className={styles.text} dir="auto">
      {linkify(written).map(({ text: part, href }, index) =>
        href ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message never change.
          <a key={index} href={href} target="_blank" rel="noopener noreferrer" dir="ltr">
            {part.match(upToBreak)?.flatMap((piece) => [piece, <wbr key={piece} />])}
            <Hidden> {laterWords().opensNew}</Hidden>
          </a>
        ) : (
          part
        ),
      )}
    </p>
  )
}
