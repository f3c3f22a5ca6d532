import { Button } from '@anteroom/ui/button.tsx'
import { SwitchField } from '@anteroom/ui/field.tsx'
import { SelectField } from '@anteroom/ui/select-field.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useState } from 'preact/hooks'
import { canChooseSpeaker, playTones, speakerTest } from '../../call/sound/speaker.ts'
import { canBlur, type DevicesWithBackground } from '../../devices/blur/background.ts'
import type { DeviceKind, DeviceOption, Devices } from '../../devices/devices.ts'
import { laterWords, words } from '../../words/words.ts'
import styles from './device-choice.module.css'
import { Meter } from './meter.tsx'

type Props = {
  devices: DevicesWithBackground
  /** What belongs to the camera, or to being heard. */
  only?: DeviceKind
  /** Shows how loud one is, where nothing else does. */
  hasLevel?: boolean
  /** Leaves out what is done to picture and sound. */
  bare?: boolean
}

/** Which camera, microphone and speaker; the browser's own lists, so that phones show theirs. */
export function DeviceChoice({ devices, only, hasLevel = false, bare = false }: Props) {
  const { microphones, cameras } = useStore(devices.options)
  return (
    <div className={styles.choice}>
      {only !== 'microphone' && <Choice devices={devices} kind="camera" options={cameras} />}
      {only !== 'camera' && (
        <>
          <Choice devices={devices} kind="microphone" options={microphones} />
          {hasLevel && <Level devices={devices} />}
          <SpeakerChoice devices={devices} />
        </>
      )}
      {!bare && only !== 'microphone' && <BlurChoice devices={devices} />}
      {!bare && only !== 'camera' && <NoiseChoice devices={devices} />}
    </div>
  )
}

function Choice({ devices, kind, options }: { devices: Devices; kind: DeviceKind; options: DeviceOption[] }) {
  const { deviceId, status } = useStore(devices[kind])
  const known = options.some((option) => option.deviceId === deviceId)
  const label = kind === 'camera' ? laterWords.devices.camera : words.devices.microphone
  return (
    <SelectField
      label={label}
      value={known && deviceId ? deviceId : ''}
      disabled={options.length === 0}
      onChoose={(id) => devices.choose(kind, id)}
    >
      {!known && (
        <option value="" disabled={options.length > 0}>
          {options.length > 0 ? '' : status === 'failed' ? laterWords.devices.none : laterWords.devices.notAllowed}
        </option>
      )}
      <Options kind={label} options={options} />
    </SelectField>
  )
}

function Level({ devices }: { devices: Devices }) {
  const { status, track } = useStore(devices.microphone)
  const [heard, setHeard] = useState<MediaStreamTrack | null>(null)
  return status === 'on' && track ? (
    <div className={styles.level}>
      <Meter track={track} label={words.devices.level} onHeard={() => setHeard(track)} />
      <p role="status" className={styles.help}>
        {heard === track ? words.devices.heard : words.devices.saySomething}
      </p>
    </div>
  ) : null
}

export function BlurChoice({ devices }: { devices: DevicesWithBackground }) {
  const background = useStore(devices.background)
  if (!canBlur()) return null
  return (
    <SwitchField
      label={laterWords.devices.blur}
      hint={laterWords.devices.blurHint}
      checked={background !== 'plain'}
      onSwitch={devices.setBlurred}
    />
  )
}

export function NoiseChoice({ devices }: { devices: Devices }) {
  const isOn = useStore(devices.noiseSuppression)
  if (isOn === null) return null
  return (
    <SwitchField label={laterWords.devices.noiseSuppression} checked={isOn} onSwitch={devices.setNoiseSuppression} />
  )
}

function SpeakerChoice({ devices }: { devices: Devices }) {
  const { speakers } = useStore(devices.options)
  const speaker = useStore(devices.speaker)
  const [testing, setTesting] = useState<boolean | null>(null)
  const has = (id: string) => speakers.some(({ deviceId }) => deviceId === id)
  // What the browser calls the default is the device's own choice.
  const own = has('default') ? 'default' : ''
  const test = async () => {
    setTesting(true)
    await playTones(speakerTest, speaker)
    setTesting(false)
  }
  return (
    <>
      {canChooseSpeaker && speakers.length > 0 && (
        <SelectField
          label={laterWords.devices.speaker}
          value={speaker && has(speaker) ? speaker : own}
          onChoose={(id) => devices.choose('speaker', id)}
        >
          {!own && <option value="">{laterWords.devices.systemSpeaker}</option>}
          <Options kind={laterWords.devices.speaker} options={speakers} />
        </SelectField>
      )}
      <Button
        className={styles.test}
        tone="quiet"
        icon="speaker"
        aria-disabled={testing || undefined}
        onClick={() => !testing && void test()}
      >
        {laterWords.devices.testSpeaker}
      </Button>
      <p role="status" className={styles.help}>
        {testing ? laterWords.devices.testing : testing !== null && laterWords.devices.testHelp}
      </p>
    </>
  )
}

function Options({ kind, options }: { kind: string; options: DeviceOption[] }) {
  return options.map(({ deviceId, label }, index) => (
    <option key={deviceId} value={deviceId} dir="auto">
      {label.trim() || laterWords.devices.unnamed(kind, index + 1)}
    </option>
  ))
}
