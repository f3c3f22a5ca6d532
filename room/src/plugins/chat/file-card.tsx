import { Button } from '@anteroom/ui/button.tsx'
import { Icon } from '@anteroom/ui/icon.tsx'
import { downloadIcon } from '@anteroom/ui/later-icons.ts'
import { useStore } from '@anteroom/ui/use-store.ts'
import { dateLocale } from '@anteroom/ui/words/spoken.ts'
import type { ComponentChildren } from 'preact'
import styles from './files.module.css'
import type { Files } from './files.ts'
import type { Incoming } from './incoming.ts'
import { laterWords } from './later-words.ts'
import type { Delivery, Outgoing } from './outgoing.ts'
import { kindOf } from './safe-name.ts'
import { mayHavePreview, Thumbnail } from './thumbnail.tsx'
import type { WayToSave } from './way-to-save.ts'
import { words } from './words.ts'

/** A file among the messages: what it is, how far it has come, and what can be done about it. */
export function FileCard({ files, id }: { files: Files; id: string }) {
  const { incoming, outgoing, way } = useStore(files.state)
  const theirs = incoming.get(id)
  const ours = outgoing.get(id)
  if (theirs) return <Received files={files} file={theirs} way={way} />
  return ours ? <Shared files={files} file={ours} /> : null
}

function Card({ file, children }: { file: { name: string; size: number }; children: ComponentChildren }) {
  return (
    <div className={styles.card}>
      <div className={styles.what}>
        <Icon name="file" />
        <div>
          <p className={styles.name} dir="auto">
            {file.name}
          </p>
          <p className={styles.small}>{[kindOf(file.name), sizeText(file.size)].filter(Boolean).join(' · ')}</p>
        </div>
      </div>
      {children}
    </div>
  )
}

function Received({ files, file, way }: { files: Files; file: Incoming; way: WayToSave }) {
  const text = laterWords().files
  const { key, name, size, state, bytes, blob } = file
  const action = (label: string, onClick: () => void, isMain = false) => (
    <Button size="small" {...(isMain && { icon: downloadIcon })} aria-label={text.of(label, name)} onClick={onClick}>
      {label}
    </Button>
  )
  const take = () => files.take(key)
  return (
    <Card file={file}>
      {state === 'offered' && action(text.download, take, true)}
      {(state === 'waiting' || state === 'receiving') && (
        <>
          <Progress label={name} bytes={bytes} size={size} />
          <p className={styles.small}>
            {state === 'waiting' ? text.waiting : text.progress(sizeText(bytes), sizeText(size))}
          </p>
          {action(text.cancel, () => files.cancel(key))}
        </>
      )}
      {(state === 'interrupted' || state === 'damaged') && (
        <>
          <p role="status">{text[state]}</p>
          {action(text.again, take)}
        </>
      )}
      {state === 'gone' && <p className={styles.small}>{text.gone}</p>}
      {state === 'done' && (
        <>
          {blob && mayHavePreview(file) && <Thumbnail blob={blob} label={text.preview(name)} />}
          <p className={styles.small}>{{ download: text.done, share: text.toSave, none: text.cannotSave }[way]}</p>
          {way === 'download' && window.parent !== window && <p className={styles.small}>{text.notThere}</p>}
          {way === 'download' && action(text.saveAgain, () => files.save(file))}
          {way === 'share' && action(text.saveFile, () => files.save(file), true)}
        </>
      )}
    </Card>
  )
}

function Shared({ files, file }: { files: Files; file: Outgoing }) {
  const text = laterWords().files
  const { id, name, size, state, deliveries } = file
  return (
    <Card file={file}>
      {state === 'shared' && deliveries.length === 0 && <p className={styles.small}>{text.shared}</p>}
      {deliveries.map((delivery) => (
        <Way key={delivery.visitId} delivery={delivery} size={size} />
      ))}
      {state === 'shared' ? (
        <Button size="small" aria-label={text.of(text.takeBack, name)} onClick={() => files.takeBack(id)}>
          {text.takeBack}
        </Button>
      ) : (
        <p className={styles.small}>
          {{ unreadable: text.unreadable, 'taken-back': text.takenBack, lost: text.lost }[state]}
        </p>
      )}
    </Card>
  )
}

function Way({ delivery: { name, state, bytes }, size }: { delivery: Delivery; size: number }) {
  const text = laterWords().files
  if (state !== 'sending') {
    const says = { waiting: text.waitingFor, arrived: text.has, failed: text.notSent }[state]
    return <p className={styles.small}>{says(name || words().someone)}</p>
  }
  const label = text.sendingTo(name || words().someone)
  return (
    <div>
      <p className={styles.small}>{label}</p>
      <Progress label={label} bytes={bytes} size={size} />
    </div>
  )
}

function Progress({ label, bytes, size }: { label: string; bytes: number; size: number }) {
  return <progress className={styles.progress} aria-label={label} value={bytes} max={Math.max(1, size)} />
}

const units = ['byte', 'kilobyte', 'megabyte'] as const

/** "2.4 MB", in the visitor's own notation. */
export function sizeText(bytes: number, locale = dateLocale()): string {
  const at = bytes < 1000 ? 0 : bytes < 999_500 ? 1 : 2
  const value = bytes / 1000 ** at
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[at] ?? 'byte',
    unitDisplay: at === 0 ? 'long' : 'short',
    maximumFractionDigits: at === 2 && value < 10 ? 1 : 0,
  })
  return format.format(value)
}
