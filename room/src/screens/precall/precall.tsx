import { maxNameLength } from '@anteroom/contract/max-lengths'
import { plainName } from '@anteroom/contract/names'
import type { Elsewhere } from '@anteroom/contract/phases'
import { startsCall, whomToMeet } from '@anteroom/contract/presence'
import type { VisitView } from '@anteroom/contract/realtime'
import { useAnnounce } from '@anteroom/ui/announcer.tsx'
import { Button } from '@anteroom/ui/button.tsx'
import { TextField } from '@anteroom/ui/field.tsx'
import { keepsAnything } from '@anteroom/ui/ground/kept.ts'
import { Heading } from '@anteroom/ui/heading.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { Page } from '@anteroom/ui/page.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Room } from '../../room.ts'
import { words } from '../../words/words.ts'
import { Later } from '../later.tsx'
import { LeaveButton } from '../leave-button.tsx'
import { Meeting } from '../meeting.tsx'
import { useRequest } from '../use-request.ts'
import { fetchWaiting } from '../waiting/later-waiting.tsx'
import { Connection } from './connection.tsx'
import { DeviceSettings } from './device-settings.tsx'
import { lasting } from './lasting.ts'
import { MicrophoneCheck } from './microphone-check.tsx'
import styles from './precall.module.css'
import { Preview } from './preview.tsx'

type Props = { room: Room; view: VisitView; elsewhere: Elsewhere | null }

/** `elsewhere`: where the link is in use, so that joining asks for its place. */
export function Precall({ room, view, elsewhere }: Props) {
  const [without, setWithout] = useState(() => whyNotHere(room))
  if (without) {
    const goOn = () => setWithout(null)
    return <Later>{({ OtherBrowser }) => <OtherBrowser view={view} why={without} onGoOn={goOn} />}</Later>
  }
  return <GetReady room={room} view={view} elsewhere={elsewhere} />
}

/** Joining never waits for a device: whoever has none still sees, hears and writes. */
function GetReady({ room, view, elsewhere }: Props) {
  const { me, session } = view
  const name = useStore(room.name)
  const [missed, setMissed] = useState<string | null>(null)
  const nameField = useRef<HTMLInputElement>(null)
  const [early] = useState(room.earlyJoin)
  const { request, busy, problem } = useRequest(room, early)
  const [knowsItself] = useState(() => !view.settings.uniqueParticipants || keepsAnything())
  const announce = useAnnounce()
  const starts = startsCall(view)
  const [first, ...more] = whomToMeet(view)
  useEffect(() => {
    if (me.role === 'GUEST') fetchWaiting()
  }, [me.role])
  const { join, says, isMendable, isDenied } = useLacking(room.devices)
  const moves = elsewhere && whereIs(elsewhere) !== 'unsure'
  const title = moves ? 'titleMove' : isMendable ? 'titleAlmost' : starts ? 'titleStart' : 'title'
  const usual = moves ? 'moveHere' : starts ? 'start' : 'join'

  function enter(event: SubmitEvent) {
    event.preventDefault()
    if (busy) return
    if (me.nameGiven) return void request('visit:enter', {})
    const written = plainName(name).trim()
    if (!written) {
      setMissed(name)
      announce(words.precall.nameMissing, 'assertive')
      nameField.current?.focus()
      return
    }
    void request('visit:enter', { name: written })
  }

  return (
    <Page owner={session.team} broad>
      <form className="ready" onSubmit={enter} noValidate>
        <div className="ready-intro">
          <Heading>{words.precall[title]}</Heading>
          {elsewhere && (
            <Note icon="info" title={words.elsewhere[whereIs(elsewhere)]} live>
              <p>{words.elsewhere[`${whereIs(elsewhere)}Text`]}</p>
            </Note>
          )}
          {!me.nameGiven && (
            <TextField
              ref={nameField}
              label={words.precall.name}
              hint={words.precall.nameHint(more.length === 0 ? first?.name : null)}
              value={name}
              dir={name ? 'auto' : undefined}
              maxLength={maxNameLength}
              autoComplete="name"
              required
              error={missed === name ? words.precall.nameMissing : null}
              onInput={({ currentTarget }) => room.name.set(currentTarget.value)}
            />
          )}
          <Meeting view={view} />
          {view.payments && <Later instead={<p>{'\u00a0'}</p>}>{({ PaidFee }) => <PaidFee view={view} />}</Later>}
          {!knowsItself && <Later>{({ OnceOnly }) => <OnceOnly />}</Later>}
        </div>
        {room.canCall && (
          <section className="ready-devices" aria-label={words.precall.settings}>
            <Preview devices={room.devices} />
            <div className={styles.rows}>
              <MicrophoneCheck devices={room.devices} />
              {!isDenied && (
                <>
                  <DeviceSettings devices={room.devices} />
                  <Connection room={room} />
                </>
              )}
            </div>
          </section>
        )}
        <div className="ready-join">
          {problem && (
            <Note icon="alert" tone="warning">
              <p>{problem}</p>
            </Note>
          )}
          <p role="status" className={styles.says}>
            {says ?? (!elsewhere && words.precall.check)}
          </p>
          <Button
            type="submit"
            tone={isMendable ? 'secondary' : 'primary'}
            {...(!isMendable && { size: 'large' })}
            wide
            aria-disabled={busy || undefined}
          >
            {busy ? words.precall.joining : (join ?? words.precall[usual])}
          </Button>
        </div>
        <div className={`ready-end ${styles.end}`}>
          <LeaveButton room={room} view={{ ...view, othersJoined: false }} quiet />
        </div>
      </form>
    </Page>
  )
}

/** Who will not be seen or heard reads so where they go in; what can be helped is the better thing to press. */
function useLacking({ microphone, camera }: Room['devices']) {
  const [sound, picture] = [useStore(microphone), useStore(camera)]
  const failed = [sound, picture].filter(({ status }) => status === 'failed')
  const { joinWithout, without, allOff } = words.precall
  const isMendable = failed.some(({ problem }) => !lasting.includes(problem ?? 'unknown'))
  const isOff = sound.status === 'off' && picture.status === 'off'
  if (failed.length === 0) return { isMendable, says: isOff ? allOff : null }
  // There is nothing to choose from.
  const isDenied = failed.length === 2 && failed.every(({ problem }) => problem === 'denied')
  const what = failed.length === 2 ? 'both' : picture.status === 'failed' ? 'camera' : 'microphone'
  return { isMendable, isDenied, join: joinWithout[what], says: without[what] }
}

/** Why there can be no call here, or none with a camera, as in the browsers inside many apps; null where there can. */
function whyNotHere({ canCall }: Room): 'insecure' | 'unsupported' | 'no-calls' | null {
  if (!isSecureContext) return 'insecure'
  // The type says that it is always there, which is true of browsers that can make calls.
  const { mediaDevices } = navigator as { mediaDevices?: Partial<MediaDevices> }
  if (!mediaDevices?.getUserMedia) return 'unsupported'
  return canCall ? null : 'no-calls'
}

/** A browser that keeps nothing takes itself for another one. */
const whereIs = (elsewhere: Elsewhere) =>
  elsewhere === 'this-browser' ? 'window' : keepsAnything() ? 'device' : 'unsure'
