import { Icon } from '@anteroom/ui/icon.tsx'
import { isComposing } from '@anteroom/ui/is-composing.ts'
import { attachIcon, sendIcon } from '@anteroom/ui/later-icons.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import styles from './chat.module.css'
import { laterWords } from './later-words.ts'
import { maxCharacters } from './text-of.ts'

/** From here on the number of characters that are left is told. */
const tellLeftBelow = 200

type Props = { onWrite: (text: string) => void; onFiles: (files: readonly File[]) => void }

/** Where messages are written and files are chosen; a file can be pasted as well. */
export function Writing({ onWrite, onFiles }: Props) {
  const [draft, setDraft] = useState('')
  const [cut, setCut] = useState(0)
  const field = useRef<HTMLTextAreaElement>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const text = laterWords()
  const left = maxCharacters - draft.length
  useEffect(() => {
    field.current?.focus()
  }, [])
  function send() {
    if (!draft.trim()) return
    onWrite(draft)
    setDraft('')
    field.current?.focus()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return
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
      <div className={styles.row}>
        <button
          type="button"
          className={styles.attach}
          title={laterWords().files.attach}
          aria-label={laterWords().files.attach}
          onClick={() => chooser.current?.click()}
        >
          <Icon name={attachIcon} />
        </button>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          onChange={({ currentTarget: target }) => {
            onFiles([...(target.files ?? [])])
            // The same file once more is a choice as well.
            target.value = ''
          }}
        />
        <textarea
          ref={field}
          rows={1}
          aria-label={text.label}
          placeholder={text.label}
          dir="auto"
          value={draft}
          maxLength={maxCharacters}
          onInput={({ currentTarget, inputType }) => {
            setDraft(currentTarget.value)
            if (inputType !== 'insertFromPaste') setCut(0)
          }}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            // Text that is copied with a picture of itself, as from a spreadsheet, is text.
            const copied = event.clipboardData
            const { selectionStart, selectionEnd } = event.currentTarget
            const pasted = copied?.getData('text/plain').replaceAll('\r\n', '\n') ?? ''
            // The browser takes as much as there is room for, and says nothing of the rest.
            setCut(Math.max(0, pasted.length - (left + selectionEnd - selectionStart)))
            if (!copied?.files.length || copied.types.includes('text/plain')) return
            event.preventDefault()
            onFiles([...copied.files])
          }}
        />
        <button type="submit" className={styles.send} aria-label={text.send}>
          <Icon name={sendIcon} />
        </button>
      </div>
      {left < tellLeftBelow && (
        <p role="status" className={styles.note}>
          {cut > 0 ? text.cut(cut) : text.left(left)}
        </p>
      )}
    </form>
  )
}
