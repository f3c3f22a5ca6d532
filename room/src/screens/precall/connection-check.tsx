import type { CheckStatus, ConnectionCheck as Result } from '@anteroom/contract/api/connection-check'
import { useAnnounce } from '@anteroom/ui/announcer.tsx'
import { Button } from '@anteroom/ui/button.tsx'
import { classNames } from '@anteroom/ui/class-names.ts'
import { Icon } from '@anteroom/ui/icon.tsx'
import { clockIcon } from '@anteroom/ui/later-icons.ts'
import { Note } from '@anteroom/ui/note.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { dateLocale } from '@anteroom/ui/words/spoken.ts'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { playTones, speakerTest } from '../../call/sound/speaker.ts'
import type { Check } from '../../check/check.ts'
import type { Devices } from '../../devices/devices.ts'
import { laterWords, words } from '../../words/words.ts'
import styles from './connection.module.css'
import { outcomeOf } from './outcome.ts'

type Props = { check: Check; devices: Devices }

/** What the check has found: one line, and the six parts of it for whoever opens it. */
export function ConnectionCheck({ check, devices }: Props): ComponentChildren {
  const { running, result } = useStore(check.state)
  const announce = useAnnounce()
  const line = useRef<HTMLElement>(null)
  const { tone, says } = outcomeOf(result)
  const text = running ? words.check.running : String(laterWords.check[says])
  useEffect(() => {
    if (!running) announce(text)
  }, [running, text, announce])
  return (
    <>
      <details>
        <summary ref={line} className={classNames(styles.line, styles.opens, !running && styles[tone])}>
          <Icon name={running ? 'signal' : tone === 'good' ? 'check' : 'alert'} size={22} />
          {text}
        </summary>
        <Parts check={check} devices={devices} result={result} running={running} />
      </details>
      {result.bandwidth.detail === 'sound-only' && <SoundOnly devices={devices} onDone={() => line.current?.focus()} />}
    </>
  )
}

/** Never more than offered: a picture that stops now and then is the person's own choice. */
function SoundOnly({ devices, onDone }: { devices: Devices; onDone: () => void }) {
  const { wanted, status } = useStore(devices.camera)
  const announce = useAnnounce()
  if (!wanted || status === 'failed') return null
  const { title, text, button, done } = laterWords.check.suggest
  const switchOff = () => {
    devices.setWanted('camera', false)
    announce(done)
    onDone()
  }
  return (
    <div className={styles.inside}>
      <Note icon="info" tone="warning" title={title}>
        <p>{text}</p>
        <Button size="small" icon="camera-off" onClick={switchOff}>
          {button}
        </Button>
      </Note>
    </div>
  )
}

function Parts({ check, devices, result, running }: Props & { result: Result; running: boolean }) {
  const { browser, camera, microphone, reachability, bandwidth } = result
  const { parts } = laterWords.check
  return (
    <div className={styles.inside}>
      <ul className={styles.parts}>
        <Speaker check={check} devices={devices} speaker={result.speaker} />
        <Part name={parts.camera.name} status={camera.status}>
          <p>{deviceText(parts.camera, camera)}</p>
        </Part>
        <Part name={parts.microphone.name} status={microphone.status}>
          <p>{deviceText(parts.microphone, microphone)}</p>
        </Part>
        <Part name={parts.browser.name} status={browser.status}>
          <p>{parts.browser[browser.detail ?? 'ok']}</p>
        </Part>
        <Part name={parts.bandwidth.name} status={bandwidth.status}>
          <p>
            {bandwidth.status === 'untested'
              ? running
                ? laterWords.check.looking
                : laterWords.check.notKnown
              : parts.bandwidth[bandwidth.detail ?? 'ok']}
          </p>
        </Part>
        <Part name={parts.reachability.name} status={reachability.status}>
          <p>
            {reachability.status === 'untested'
              ? running
                ? laterWords.check.looking
                : laterWords.check.notKnown
              : parts.reachability[reachability.detail ?? 'ok']}
          </p>
        </Part>
      </ul>
      <div className={styles.end}>
        <details className={styles.quiet}>
          <summary>{laterWords.check.details}</summary>
          {bandwidth.up !== null && bandwidth.down !== null && (
            <p>{parts.bandwidth.rates(inMegabits(bandwidth.up), inMegabits(bandwidth.down))}</p>
          )}
          <Ways paths={reachability.paths} />
        </details>
        <Button size="small" aria-disabled={running || undefined} onClick={() => running || check.again()}>
          {running ? words.check.running : laterWords.check.again}
        </Button>
      </div>
    </div>
  )
}

const icons = { ok: 'check', warning: 'alert', failed: 'close', untested: clockIcon } as const

function Part({ name, status, children }: { name: string; status: CheckStatus; children: ComponentChildren }) {
  return (
    <li className={styles.part}>
      <span className={styles[status]}>
        <Icon name={icons[status]} size={20} />
      </span>
      <div className={styles.words}>
        <p className={styles.name}>{name}</p>
        {children}
      </div>
    </li>
  )
}

type DeviceWords = Record<'ok' | 'off' | 'asking' | 'problem', string> & Partial<Record<string, string>>

function deviceText(texts: DeviceWords, { status, detail }: Result['camera'] | Result['microphone']): string {
  if (detail) return texts[detail] ?? texts.problem
  return status === 'ok' ? texts.ok : laterWords.check.looking
}

function Speaker({ check, devices, speaker }: Props & Pick<{ speaker: Result['speaker'] }, 'speaker'>) {
  const speakerId = useStore(devices.speaker)
  const announce = useAnnounce()
  const [playing, setPlaying] = useState(false)
  const [played, setPlayed] = useState(false)
  const texts = laterWords.check.parts.speaker
  const says = speaker.detail ?? (speaker.status === 'ok' ? 'ok' : 'untested')
  const play = async () => {
    setPlaying(true)
    setPlayed(true)
    await playTones(speakerTest, speakerId)
    setPlaying(false)
  }
  const answer = (heard: boolean) => {
    check.setHeard(heard)
    announce(heard ? texts.ok : texts.unheard)
  }
  return (
    <Part name={texts.name} status={speaker.status}>
      <p>{playing || (played && says === 'untested') ? laterWords.devices.testing : texts[says]}</p>
      <div className={styles.ways}>
        <Button size="small" icon="speaker" aria-disabled={playing || undefined} onClick={() => playing || void play()}>
          {texts.play}
        </Button>
        {played && (
          <>
            <Button size="small" onClick={() => answer(true)}>
              {texts.heard}
            </Button>
            <Button size="small" onClick={() => answer(false)}>
              {texts.notHeard}
            </Button>
          </>
        )}
      </div>
    </Part>
  )
}

function Ways({ paths }: { paths: Result['reachability']['paths'] }) {
  const { ways, works, reached, blocked, notTried } = laterWords.check.parts.reachability
  if (paths.length === 0) return null
  const says = { ok: works, warning: reached, failed: blocked, untested: notTried }
  return (
    <ul className={styles.paths} aria-label={ways}>
      {paths.map(({ way, status }) => (
        <li key={way}>
          <span>{laterWords.check.ways[way]}</span>
          <span className={styles[status]}>{says[status]}</span>
        </li>
      ))}
    </ul>
  )
}

/** "0.3", "12.5": no more of a figure than it is good for. */
function inMegabits(rate: number): string {
  return new Intl.NumberFormat(dateLocale(), { maximumFractionDigits: rate < 100_000 ? 1 : 0 }).format(rate / 1000)
}
