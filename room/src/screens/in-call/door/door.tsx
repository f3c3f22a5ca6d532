import { ControlButton } from '@anteroom/ui/control-button.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { DoorHost, DoorParts } from '../../../desk/door-host.ts'
import type { PluginParts } from '../../../desk/plugin-host.ts'
import { words } from '../../../words/words.ts'
import { Later } from '../../later.tsx'
import { shortcuts } from '../bar/shortcuts.ts'
import { hasWaitingRoom, knockOf, sayKnock } from './arrivals.ts'
import { createDoor, type Door } from './door-state.ts'
import { Knocks } from './knocks.tsx'
import { controlId, focusRail, Rail, useHasRail, useIsRailShown } from './rail.tsx'
import { rowsOf } from './rows.ts'
import { titleOf, WaitingHead } from './waiting-head.tsx'
import { WaitingList } from './waiting-list.tsx'

/**
 * Shows hosts at once who is held at the door, and lets them in. With a waiting room hosts can also write to people and
 * turn them away. Without one only a lock holds anybody, which is rare, so that a line and a button over the call are
 * enough.
 */
export function startDoor(host: DoorHost): PluginParts & DoorParts {
  const door = createDoor(host)
  // The waiting room may be switched off while its panel is open; nothing in it would work any more.
  host.view.subscribe(() => {
    if (!hasWaitingRoom(host.view.get())) host.panel.close()
  }, host.until)
  return {
    Control: () => <Control door={door} />,
    panel: {
      get title() {
        return titleOf(host.view.get())
      },
      Content: () => (
        <>
          <WaitingHead door={door} />
          <WaitingList door={door} headingId="panel-title-door" />
        </>
      ),
    },
    Notice: () => (
      <>
        <Asked door={door} />
        <Notice door={door} />
      </>
    ),
    AbovePeople: () => (hasWaitingRoom(useStore(host.view)) ? null : <AtLock door={door} />),
    Rail: () => <Rail door={door} />,
    OnScreen: () => (
      <Later>{({ KnockOnScreen }) => <KnockOnScreen door={door} knockOf={knockOf} say={sayKnock} />}</Later>
    ),
  }
}

/** Who in the call asks for help. */
function Asked({ door: { helpDesk, host } }: { door: Door }) {
  const hasChat = useStore(host.view).settings.plugins.includes('chat')
  return useStore(helpDesk.asked).map((asked) => (
    <Later key={asked.visitId}>
      {({ HelpAsked }) => <HelpAsked desk={helpDesk} asked={asked} hasChat={hasChat} />}
    </Later>
  ))
}

function Notice({ door }: { door: Door }) {
  const view = useStore(door.host.view)
  const isPeopleOpen = useStore(door.host.isPeopleOpen)
  if (hasWaitingRoom(view)) return <Knocks door={door} />
  // The panel of the people shows them itself.
  return isPeopleOpen ? null : <AtLock door={door} />
}

/** Without a waiting room only a lock holds anybody, which is rare. */
function AtLock({ door }: { door: Door }) {
  const { waiting } = useStore(door.host.view)
  const rows = rowsOf({ waiting }, useStore(door.admissions.pending))
  if (rows.length === 0) return null
  return (
    <Later>{({ AtTheDoor }) => <AtTheDoor door={door} rows={rows} say={(waiter) => sayKnock(waiter, true)} />}</Later>
  )
}

/** Opens the rail where there is room for it, else the panel. By key it leads into a rail that is there already. */
function Control({ door }: { door: Door }) {
  const { host, rail } = door
  const text = words.door
  const isPanelOpen = useStore(host.panel.isOpen)
  const hasRail = useHasRail()
  const isRailShown = useIsRailShown(door)
  const view = useStore(host.view)
  const { waiting } = view
  if (!hasWaitingRoom(view)) return null
  const isOpen = isPanelOpen || isRailShown
  function press(byKey: boolean) {
    if (isPanelOpen || !hasRail) host.panel.toggle()
    else if (!isRailShown) {
      rail.set('open')
      requestAnimationFrame(focusRail)
    } else if (!(byKey && focusRail())) rail.set('folded')
  }
  return (
    <ControlButton
      id={controlId}
      icon="bell"
      shortcut={shortcuts.waiting}
      label={text.control}
      name={text.controlCount(waiting.length)}
      badge={waiting.length}
      active={isOpen}
      aria-expanded={isOpen}
      onClick={({ detail }) => press(detail === 0)}
    />
  )
}
