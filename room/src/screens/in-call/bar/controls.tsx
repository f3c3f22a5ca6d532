import type { RoomSettings, VisitView } from '@anteroom/contract/realtime'
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import type { Call } from '../../../call/call.ts'
import { type Desk, isAllowed } from '../../../desk/desk.ts'
import type { Room } from '../../../room.ts'
import { ControlButton } from '../../../ui/control-button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ShortcutsContext } from '../../../ui/shortcuts.tsx'
import { useStore } from '../../../ui/use-store.ts'
import { words } from '../../../words/words.ts'
import { DeviceToggle } from '../../device-toggle.tsx'
import { Later } from '../../later.tsx'
import { DeviceProblems } from '../../precall/device-problems.tsx'
import styles from './controls.module.css'
import { toggleFullScreen } from './full-screen.tsx'
import { Menu } from './menu.tsx'
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
        <PartControls desk={desk} settings={view.settings} />
        <PeopleControl desk={desk} count={view.people.length + 1} />
        {view.settings.menu && (
          <ControlButton icon="menu" label={words.call.menu} aria-haspopup="dialog" onClick={() => setOpen('menu')} />
        )}
        {open === 'menu' && <Menu room={room} desk={desk} view={view} onShortcuts={own.list} onClose={close} />}
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

function PartControls({ desk, settings }: { desk: Desk; settings: RoomSettings }) {
  return useStore(desk.parts)
    .filter(({ id }) => isAllowed(id, settings))
    .map(({ id, parts: { Control } }) => Control && <Control key={id} />)
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
