import { plugins } from '@anteroom/contract/plugins'
import type { VisitView } from '@anteroom/contract/realtime'
import { ControlButton, ShortcutsContext } from '@anteroom/ui/control-button.tsx'
import { Dialog } from '@anteroom/ui/dialog.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import type { Call } from '../../../call/call.ts'
import { type Desk, type PartId, partsOf } from '../../../desk/desk.ts'
import type { Room } from '../../../room.ts'
import { words } from '../../../words/words.ts'
import { Apart } from '../../apart.tsx'
import { DeviceToggle } from '../../device-toggle.tsx'
import { Later } from '../../later.tsx'
import { DeviceProblems } from '../../precall/device-problems.tsx'
import styles from './controls.module.css'
import { toggleFullScreen } from './full-screen.tsx'
import { shortcuts, useShortcuts } from './shortcuts.ts'

type Props = { room: Room; call: Call; desk: Desk; view: VisitView }

/** The bar of controls. */
export function Controls({ room, call, desk, view }: Props) {
  const [open, setOpen] = useState<'menu' | 'devices' | 'shortcuts' | null>(null)
  const close = useCallback(() => setOpen(null), [])
  const onFailed = () => setOpen('devices')
  const preferences = useStore(desk.preferences)
  const own = useMemo(
    () => ({
      list: () => setOpen('shortcuts'),
      layout() {
        const { layout } = preferences
        desk.preferences.set({ ...preferences, layout: layout === 'grid' ? 'speaker' : 'grid' })
      },
      fullScreen: toggleFullScreen,
    }),
    [desk, preferences],
  )
  useShortcuts(preferences.shortcuts, own)
  return (
    <ShortcutsContext value={preferences.shortcuts}>
      <section className={styles.controls} aria-label={words.call.controls}>
        <DeviceToggle devices={room.devices} kind="microphone" shortcut={shortcuts.microphone} onFailed={onFailed} />
        <DeviceToggle devices={room.devices} kind="camera" shortcut={shortcuts.camera} onFailed={onFailed} />
        {view.people.length > 1 && <HandControl call={call} me={view.me.visitId} />}
        <PartControls desk={desk} view={view} />
        <PeopleControl desk={desk} count={view.people.length + 1} />
        {view.settings.menu && (
          <ControlButton icon="menu" label={words.call.menu} aria-haspopup="dialog" onClick={() => setOpen('menu')} />
        )}
        {open === 'menu' && (
          <Later>
            {({ Menu }) => <Menu room={room} desk={desk} view={view} onShortcuts={own.list} onClose={close} />}
          </Later>
        )}
        {open === 'shortcuts' && <Later>{({ ShortcutList }) => <ShortcutList desk={desk} onClose={close} />}</Later>}
        {open === 'devices' && <DeviceHelp room={room} onClose={close} />}
      </section>
    </ShortcutsContext>
  )
}

/** For those who do not want to interrupt; two people just speak. */
function HandControl({ call, me }: { call: Call; me: string }) {
  const isRaised = useStore(call.hands.raised).includes(me)
  return (
    <ControlButton
      icon="hand"
      shortcut={shortcuts.hand}
      label={isRaised ? words.call.lowerHand : words.call.raiseHand}
      active={isRaised}
      onClick={() => call.hands.raise(!isRaised)}
    />
  )
}

/**
 * What has not been fetched yet has its place kept, so that no button moves away from under a finger; what could not be
 * fetched has none.
 */
function PartControls({ desk, view }: { desk: Desk; view: VisitView }) {
  const started = useStore(desk.parts)
  const failed = useStore(desk.failed)
  return partsOf(view).map((id) => {
    const part = started.find((one) => one.id === id)
    if (!part) return hasControl(id, view) && !failed.includes(id) && <span key={id} className={styles.place} />
    const { Control } = part.parts
    return (
      Control && (
        <Apart key={id} silent>
          <Control />
        </Apart>
      )
    )
  })
}

/** Whether a button is to come: what its own code will say, before it is there. */
function hasControl(id: PartId, { settings }: VisitView): boolean {
  if (id === 'door') return settings.plugins.includes('waiting-room')
  const { key, asks } = plugins[id]
  // Phones cannot.
  const canSendScreens = 'getDisplayMedia' in (navigator.mediaDevices ?? {})
  return key !== null && (canSendScreens || !asks.some((part) => part === 'screen'))
}

function PeopleControl({ desk, count }: { desk: Desk; count: number }) {
  const isOpen = useStore(desk.panel) === 'people'
  return (
    <ControlButton
      icon="people"
      shortcut={shortcuts.people}
      label={words.call.people}
      name={words.call.peopleCount(count)}
      active={isOpen}
      aria-expanded={isOpen}
      onClick={() => desk.panel.set(isOpen ? null : 'people')}
    />
  )
}

/** What is in the way of a device. Once it works there is nothing left to say, so it closes by itself. */
function DeviceHelp({ room, onClose }: { room: Room; onClose: () => void }) {
  const microphone = useStore(room.devices.microphone).status
  const camera = useStore(room.devices.camera).status
  const isSolved = microphone !== 'failed' && camera !== 'failed' && microphone !== 'asking' && camera !== 'asking'
  useEffect(() => {
    if (isSolved) onClose()
  }, [isSolved, onClose])
  return (
    <Dialog title={words.precall.settings} closeLabel={words.close} onClose={onClose}>
      <DeviceProblems devices={room.devices} inCall />
      {(microphone === 'asking' || camera === 'asking') && <p role="status">{words.devices.cameraAskingText}</p>}
    </Dialog>
  )
}
