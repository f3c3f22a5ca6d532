import { chat } from '@anteroom/contract/plugins/chat'
import { Button } from '@anteroom/ui/button.tsx'
import { ControlButton } from '@anteroom/ui/control-button.tsx'
import { fetched } from '@anteroom/ui/ground/fetched.ts'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { PluginHost, PluginParts, RoomPlugin } from '../../desk/plugin-host.ts'
import { withLaterWords } from '../../words/languages.ts'
import { createLaterFiles } from './later-files.ts'
import { createLog, type Log } from './log.ts'
import styles from './newest.module.css'
import { words } from './words.ts'

const load = async () => (await withLaterWords(import('./later.tsx'))).later

/** Written words and files between the people of one call, from browser to browser. */
export const plugin: RoomPlugin<'chat'> = {
  start(host) {
    const files = createLaterFiles(host, async () => (await load()).createFiles)
    const log = createLog(host, files)
    return {
      Control: () => <Control host={host} log={log} />,
      panel: {
        get title() {
          return words().title
        },
        content: fetched(async () => {
          const { Panel } = await load()
          return { Content: () => <Panel host={host} log={log} files={files} /> }
        }),
      },
      Notice: () => <Newest host={host} log={log} />,
    } satisfies PluginParts
  },
}

type Props = { host: PluginHost<'chat'>; log: Log }

function Control({ host, log }: Props) {
  const text = words()
  const isOpen = useStore(host.panel.isOpen)
  const { unread } = useStore(log.state)
  return (
    <ControlButton
      icon="chat"
      shortcut={chat.key}
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
  const { preview } = useStore(log.state)
  const isOpen = useStore(host.panel.isOpen)
  if (!preview || isOpen) return null
  return (
    <div className={styles.newest}>
      {preview.kind === 'file' ? (
        <p>{words().files.offers(preview.name, preview.text)}</p>
      ) : (
        <p>
          {preview.kind !== 'note' && (
            <strong>
              <bdi translate={false}>{preview.name}</bdi>
            </strong>
          )}{' '}
          <bdi>{preview.text}</bdi>
        </p>
      )}
      <Button size="small" onClick={host.panel.toggle}>
        {words().show}
      </Button>
    </div>
  )
}
