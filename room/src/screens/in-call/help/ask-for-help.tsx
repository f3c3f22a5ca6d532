import { Button } from '@anteroom/ui/button.tsx'
import { systemClock } from '@anteroom/ui/ground/clock.ts'
import { Note } from '@anteroom/ui/note.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { createHelp, type Help, type HelpAnswer, troubles } from '../../../call/help.ts'
import type { Desk } from '../../../desk/desk.ts'
import type { Room } from '../../../room.ts'
import { laterWords, words } from '../../../words/words.ts'
import { BarPopover } from '../bar/bar-popover.tsx'
import styles from './help.module.css'

type Props = {
  room: Room
  desk: Desk
  /** Where what is around it says the same. */
  withoutTitle?: boolean
}

/** One help for a call, from the first time that somebody looks for it. */
function helpOf({ room, desk }: Props): Help | null {
  const call = room.call.get()
  if (!desk.help.get() && call) {
    const { visit, devices } = room
    const channel = call.channel('help')
    desk.help.set(createHelp({ channel, view: visit.view, devices, clock: systemClock, until: call.until }))
  }
  return desk.help.get()
}

const useHost = (room: Room) => useStore(room.view).people.find(({ role }) => role === 'HOST')

/** Tells a host with one press what is wrong here. Nothing where there is no host to tell. */
export function AskForHelp({ withoutTitle = false, ...props }: Props) {
  const host = useHost(props.room)
  const help = host && helpOf(props)
  return help ? <Troubles help={help} host={host.name} withoutTitle={withoutTitle} /> : null
}

type TroublesProps = { help: Help; host: string; withoutTitle: boolean }

function Troubles({ help, host, withoutTitle }: TroublesProps) {
  const state = useStore(help.state)
  const text = laterWords.help
  return (
    <section className={styles.ask}>
      {!withoutTitle && <h3>{text.tell(host)}</h3>}
      {!state && <p className={styles.seen}>{text.reads(host)}</p>}
      <ul className={styles.troubles}>
        {troubles.map((trouble) => (
          <li key={trouble}>
            <Button wide onClick={() => help.ask(trouble)}>
              {text.troubles[trouble]}
            </Button>
          </li>
        ))}
      </ul>
      <p role="status">
        {state?.name === 'asking' && words.loading}
        {state?.name === 'read' && text.read(state.by)}
        {state?.name === 'unheard' && text.unheard}
        {state?.name === 'answered' && text.answered(state.by, text.answers[state.answer])}
      </p>
    </section>
  )
}

/** The same by itself, where there is no menu that it could stand in. */
export function HelpMe({ onClose, ...props }: Props & { onClose: () => void }) {
  const host = useHost(props.room)
  return (
    <BarPopover title={host ? laterWords.help.tell(host.name) : words.menu.help} onClose={onClose}>
      <AskForHelp {...props} withoutTitle />
    </BarPopover>
  )
}

/** What a host has said, over the call, with what can be done about it at once. */
export function HelpAnswered({ room, help }: { room: Room; help: Help }) {
  const state = useStore(help.state)
  if (state?.name !== 'answered') return null
  const { by, answer } = state
  const act = actionOf(answer, room)
  return (
    <Note
      icon="help"
      title={laterWords.help.answered(by, laterWords.help.answers[answer])}
      close={{ label: words.close, onClose: help.close }}
    >
      {act && (
        <Button
          size="small"
          onClick={() => {
            help.close()
            act.act()
          }}
        >
          {act.label}
        </Button>
      )}
    </Note>
  )
}

/** Only the person themselves switches their devices on. */
function actionOf(answer: HelpAnswer, { devices }: Room): { label: string; act: () => void } | null {
  switch (answer) {
    case 'unmute':
      return { label: words.call.unmute, act: () => devices.setWanted('microphone', true) }
    case 'video':
      return { label: words.call.startVideo, act: () => devices.setWanted('camera', true) }
    case 'reload':
      return { label: words.broken.button, act: () => location.reload() }
    default:
      return null
  }
}
