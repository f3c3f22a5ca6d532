import type { PluginHost, PluginParts, RoomPlugin } from '../../plugin-host.ts'
import { Button } from '../../ui/button.tsx'
import { ControlButton } from '../../ui/control-button.tsx'
import { useStore } from '../../ui/use-store.ts'
import { words } from '../../words/words.ts'
import styles from './chat.module.css'
import { ChatPanel } from './chat-panel.tsx'
import { createLog, type Log } from './log.ts'

/** Written words between the people of one call, from browser to browser. */
export const plugin: RoomPlugin = {
  id: 'chat',
  start(host) {
    const log = createLog(host)
    return {
      Control: () => <Control host={host} log={log} />,
      panel: {
        get title() {
          return words.plugins.chat.title
        },
        Content: () => <ChatPanel host={host} log={log} />,
      },
      Notice: () => <Newest host={host} log={log} />,
    } satisfies PluginParts
  },
}

type Props = { host: PluginHost; log: Log }

function Control({ host, log }: Props) {
  const text = words.plugins.chat
  const isOpen = useStore(host.panel.isOpen)
  const { unread } = useStore(log.state)
  return (
    <ControlButton
      icon="chat"
      shortcut="C"
      label={text.control}
      name={text.controlCount(unread)}
      badge={unread}
      active={isOpen}
      aria-expanded={isOpen}
      onClick={host.panel.toggle}
    />
  )
}

/** The beginning of what has just come, for people whose chat is closed. */
function Newest({ host, log }: Props) {
  const text = words.plugins.chat
  const { preview } = useStore(log.state)
  const isOpen = useStore(host.panel.isOpen)
  if (!preview || isOpen) return null
  return (
    <div className={styles.newest}>
      <p>
        <strong>
          <bdi>{preview.name}</bdi>
        </strong>{' '}
        <bdi>{preview.text}</bdi>
      </p>
      <Button size="small" onClick={host.panel.toggle}>
        {text.show}
      </Button>
    </div>
  )
}
