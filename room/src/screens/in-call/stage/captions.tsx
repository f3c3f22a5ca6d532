import type { Person } from '@anteroom/contract/realtime'
import { Button } from '@anteroom/ui/button.tsx'
import { systemClock } from '@anteroom/ui/ground/clock.ts'
import { createStore, type Store } from '@anteroom/ui/ground/store.ts'
import { Icon } from '@anteroom/ui/icon.tsx'
import switchStyles from '@anteroom/ui/switch.module.css'
import { useStore } from '@anteroom/ui/use-store.ts'
import { spoken } from '@anteroom/ui/words/spoken.ts'
import { useEffect, useState } from 'preact/hooks'
import {
  type Caption,
  captionLanguages,
  type Captions as Running,
  startCaptions,
} from '../../../call/captions/captions.ts'
import { findLanguage, findSpeech } from '../../../call/captions/speech.ts'
import type { Peer } from '../../../call/media.ts'
import type { Desk } from '../../../desk/desk.ts'
import { laterWords } from '../../../words/words.ts'
import styles from './captions.module.css'

/** Whether this browser has tried, and could not. */
const failed = createStore(false)
const languages = () => captionLanguages(spoken.get(), navigator.languages)

/** What the others say, in writing, under their pictures: lips and eyes stay in sight. */
export function Captions({
  desk,
  peers,
  people,
}: {
  desk: Desk
  peers: Store<readonly Peer[]>
  people: readonly Person[]
}) {
  const language = useStore(spoken)
  const [running, setRunning] = useState<Running | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever changes the language wants captions in it.
  useEffect(() => {
    const end = new AbortController()
    const speech = findSpeech()
    setRunning(
      speech && startCaptions({ speech, languages: languages(), peers, clock: systemClock, until: end.signal }),
    )
    return () => end.abort()
  }, [peers, language])
  const switchOff = () => desk.preferences.set({ ...desk.preferences.get(), captions: false })
  return (
    <section className={styles.captions} aria-label={laterWords.captions.title} lang={language}>
      {running ? <Lines running={running} people={people} onOff={switchOff} /> : <Failed onOff={switchOff} />}
    </section>
  )
}

function Lines({ running, people, onOff }: { running: Running; people: readonly Person[]; onOff: () => void }) {
  const state = useStore(running.state)
  const lines = useStore(running.lines)
  if (state === 'failed') return <Failed onOff={onOff} />
  if (lines.length === 0) {
    return (
      <p className={styles.quiet}>
        {state === 'fetching' ? laterWords.captions.fetching : laterWords.captions.listening}
      </p>
    )
  }
  return (
    <div className={styles.lines}>
      {byPerson(lines).map(({ key, visitId, text }) => (
        <p key={key}>
          <bdi className={styles.who} translate={false}>
            {people.find((person) => person.visitId === visitId)?.name}
          </bdi>{' '}
          <bdi>{text}</bdi>
        </p>
      ))}
    </div>
  )
}

function Failed({ onOff }: { onOff: () => void }) {
  useEffect(() => failed.set(true), [])
  return (
    <div className={styles.failed}>
      <p>{laterWords.captions.unavailable}</p>
      <Button size="small" onClick={onOff}>
        {laterWords.captions.off}
      </Button>
    </div>
  )
}

/** What one person says in one go stands behind their name once. */
function byPerson(lines: readonly Caption[]): Caption[] {
  const joined: Caption[] = []
  for (const line of lines) {
    const last = joined.at(-1)
    if (last?.visitId === line.visitId) joined[joined.length - 1] = { ...last, text: `${last.text} ${line.text}` }
    else joined.push(line)
  }
  return joined
}

/** In the menu: captions on or off, or why this browser has none. */
export function CaptionsChoice({ desk }: { desk: Desk }) {
  const preferences = useStore(desk.preferences)
  const [canWrite, setCanWrite] = useState<boolean | null>(null)
  const hasFailed = useStore(failed)
  useEffect(() => {
    const speech = findSpeech()
    if (!speech) return setCanWrite(false)
    let isHere = true
    void findLanguage(speech, languages()).then((found) => isHere && setCanWrite(found !== null))
    return () => {
      isHere = false
    }
  }, [])
  if (canWrite === null) return null
  const isOn = preferences.captions
  const isPossible = canWrite && !hasFailed
  return (
    <div className={styles.choice}>
      <label className={styles.option}>
        <Icon
          name={{
            path: 'M4.5 5h15A1.5 1.5 0 0 1 21 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5v-11A1.5 1.5 0 0 1 4.5 5ZM10.5 10.5a2 2 0 1 0 0 3M17 10.5a2 2 0 1 0 0 3',
          }}
        />
        <span>{laterWords.captions.title}</span>
        <input
          type="checkbox"
          className={switchStyles.input}
          checked={isOn}
          disabled={!isPossible && !isOn}
          aria-describedby="captions-hint"
          onChange={({ currentTarget: target }) => desk.preferences.set({ ...preferences, captions: target.checked })}
        />
      </label>
      <p id="captions-hint" role="status" className={styles.hint} hidden={isPossible && !isOn}>
        {isPossible ? laterWords.captions.hint : laterWords.captions.unavailable}
      </p>
    </div>
  )
}
