import { plugins } from '@anteroom/contract/plugins'
import type { VisitView } from '@anteroom/contract/realtime'
import { classNames } from '@anteroom/ui/class-names.ts'
import { ControlButton, ShortcutsContext } from '@anteroom/ui/control-button.tsx'
import { Icon } from '@anteroom/ui/icon.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useCallback, useMemo, useState } from 'preact/hooks'
import type { Call } from '../../../call/call.ts'
import { type Desk, type PartId, partsOf } from '../../../desk/desk.ts'
import type { DeviceKind } from '../../../devices/devices.ts'
import type { Room } from '../../../room.ts'
import { words } from '../../../words/words.ts'
import { Apart } from '../../apart.tsx'
import { DeviceToggle } from '../../device-toggle.tsx'
import { Later } from '../../later.tsx'
import { DeviceProblems } from '../../precall/device-problems.tsx'
import styles from './controls.module.css'
import { shortcuts, useShortcuts } from './shortcuts.ts'
import { toggleFullScreen } from './toggle-full-screen.ts'

type Props = {
  room: Room
  call: Call
  desk: Desk
  view: VisitView
  /** On a phone: four controls beside the way out, and the others behind "More". */
  isCompact: boolean
}

type Open = 'menu' | 'help' | 'devices' | 'shortcuts' | DeviceKind | null

/** The bar of controls. */
export function Controls({ room, call, desk, view, isCompact }: Props) {
  const [open, setOpen] = useState<Open>(null)
  const close = useCallback(() => setOpen(null), [])
  const opens = (what: Open) =>
    ({ 'aria-haspopup': 'dialog', active: open === what, onClick: () => setOpen(what) }) as const
  const onFailed = () => setOpen('devices')
  const preferences = useStore(desk.preferences)
  const own = useMemo(
    () => ({
      list: () => setOpen('shortcuts'),
      layout() {
        const { layout } = preferences
        desk.preferences.set({ ...preferences, layout: layout === 'grid' ? 'speaker' : 'grid' })
      },
      fullScreen: () => toggleFullScreen(),
    }),
    [desk, preferences],
  )
  useShortcuts(preferences.shortcuts, own)
  const ids = usePartsWithControls(desk, view)
  // Whoever wants all of it large has four controls, the way out among them.
  const isLarge = document.documentElement.hasAttribute('data-large')
  const folds = isCompact || isLarge
  const inBar = ids.slice(0, isLarge ? 0 : 1)
  const people = <PeopleControl desk={desk} count={view.people.length + 1} />
  const isPeopleInBar = inBar.length === 0 && !isLarge
  const canAsk = view.me.role !== 'HOST' && view.people.some(({ role }) => role === 'HOST')
  // Behind More the menu has a row for it.
  const hasHelp = canAsk && !(folds && view.settings.menu)
  // Nobody looks for help behind More; what is open, and one's own picture, keep their place.
  const floatsHelp = useStore(desk.panel) === null && canAsk && isCompact && preferences.corner !== 'top-end'
  const others = (
    <>
      {view.people.length > 1 && <HandControl call={call} me={view.me.visitId} />}
      <PartControls desk={desk} ids={folds ? ids.slice(inBar.length) : ids} />
      {!(folds && isPeopleInBar) && people}
      {hasHelp && <ControlButton icon="help" label={words.menu.help} {...opens('help')} />}
    </>
  )
  return (
    <ShortcutsContext value={preferences.shortcuts}>
      <section className={classNames(styles.controls, isCompact && styles.compact)} aria-label={words.call.controls}>
        {(['microphone', 'camera'] as const).map((kind) => (
          <div key={kind} className={styles.device}>
            <DeviceToggle devices={room.devices} kind={kind} shortcut={shortcuts[kind]} onFailed={onFailed} />
            {!folds && (
              <button
                type="button"
                className={styles.caret}
                aria-label={words.call.choose[kind]}
                aria-haspopup="dialog"
                onClick={() => setOpen(kind)}
              >
                <Icon name="caret" size={20} />
              </button>
            )}
          </div>
        ))}
        {floatsHelp && (
          <button type="button" className={styles.help} aria-haspopup="dialog" onClick={() => setOpen('help')}>
            <Icon name="help" size={20} /> {words.menu.help}
          </button>
        )}
        {folds ? (
          <>
            {isPeopleInBar ? people : <PartControls desk={desk} ids={inBar} />}
            <MoreControl desk={desk} ids={ids.slice(inBar.length)} {...opens('menu')} />
            {/* The keys press these; to be seen they are in the sheet. */}
            {open !== 'menu' && <div hidden>{others}</div>}
          </>
        ) : (
          <>
            {others}
            {view.settings.menu && <ControlButton icon="menu" label={words.call.menu} {...opens('menu')} />}
          </>
        )}
        {open === 'menu' && (
          <Later>
            {({ Menu }) => (
              <Menu room={room} desk={desk} view={view} onShortcuts={own.list} onClose={close} hasHelp={hasHelp}>
                {folds && others}
              </Menu>
            )}
          </Later>
        )}
        {(open === 'microphone' || open === 'camera') && (
          <Later>{({ DevicesOf }) => <DevicesOf kind={open} devices={room.devices} onClose={close} />}</Later>
        )}
        {open === 'help' && <Later>{({ HelpMe }) => <HelpMe room={room} desk={desk} onClose={close} />}</Later>}
        {open === 'shortcuts' && <Later>{({ ShortcutList }) => <ShortcutList desk={desk} onClose={close} />}</Later>}
        {open === 'devices' && (
          <Later>
            {({ FailedDevices }) => (
              <FailedDevices devices={room.devices} onClose={close}>
                <DeviceProblems devices={room.devices} />
              </FailedDevices>
            )}
          </Later>
        )}
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

/** The parts that have a button, or will have one; what could not be fetched has none. */
function usePartsWithControls(desk: Desk, view: VisitView): PartId[] {
  const started = useStore(desk.parts)
  const failed = useStore(desk.failed)
  return partsOf(view).filter((id) => {
    const part = started.find((one) => one.id === id)
    return part
      ? part.parts.Control && (id !== 'door' || hasControl(id, view))
      : hasControl(id, view) && !failed.includes(id)
  })
}

/** What has not been fetched yet has its place kept, so that no button moves away from under a finger. */
function PartControls({ desk, ids }: { desk: Desk; ids: readonly PartId[] }) {
  const started = useStore(desk.parts)
  return ids.map((id) => {
    const Control = started.find((one) => one.id === id)?.parts.Control
    if (!Control) return <span key={id} className={styles.place} />
    return (
      <Apart key={id} silent>
        <Control />
      </Apart>
    )
  })
}

function MoreControl({ desk, ids, ...opens }: { desk: Desk; ids: readonly PartId[]; onClick: () => void }) {
  const counts = useStore(desk.counts)
  const badge = ids.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0)
  return (
    <ControlButton
      icon="more"
      label={words.call.more}
      name={badge > 0 ? words.call.moreCount(badge) : undefined}
      badge={badge}
      {...opens}
    />
  )
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
