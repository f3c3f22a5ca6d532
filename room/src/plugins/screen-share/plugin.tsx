import { screenShare } from '@anteroom/contract/plugins/screen-share'
import { Button, ButtonLink } from '@anteroom/ui/button.tsx'
import { ControlButton } from '@anteroom/ui/control-button.tsx'
import { createStore, type OwnStore } from '@anteroom/ui/ground/store.ts'
import { Note } from '@anteroom/ui/note.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useState } from 'preact/hooks'
import type { PluginHost, RoomPlugin } from '../../desk/plugin-host.ts'
import { stopSharing, takeScreen } from './take-screen.ts'
import { words } from './words.ts'

/** Shows one's own screen, a window or a tab to the others. Phones cannot, so they get no button for it. */
export const plugin: RoomPlugin<'screen-share'> = {
  start(host) {
    if (!navigator.mediaDevices || !('getDisplayMedia' in navigator.mediaDevices)) return {}
    const problem = createStore<string | null>(null)
    return {
      Control: () => <Control host={host} problem={problem} />,
      Notice: () => <Sharing host={host} problem={problem} />,
    }
  },
}

type Problem = OwnStore<string | null>

function Control({ host, problem }: { host: PluginHost<'screen-share'>; problem: Problem }) {
  const text = words()
  const isSharing = useStore(host.screen.sending).picture !== null
  const others = useStore(host.screen.sharing)
  const [asking, setAsking] = useState(false)
  async function toggle() {
    if (isSharing) return stopSharing(host)
    if (asking) return
    setAsking(true)
    problem.set(null)
    const outcome = await takeScreen(host)
    if (outcome === 'sharing' && others.length > 0) host.announce(text.otherShares)
    if (outcome === 'denied') problem.set(text.denied)
    if (outcome === 'framed') problem.set(text.framed)
    if (outcome === 'failed') problem.set(text.failed)
    setAsking(false)
  }
  return (
    <ControlButton
      icon="screen"
      shortcut={screenShare.key}
      label={isSharing ? text.stop : text.share}
      more={isSharing ? undefined : text.shareLong}
      active={isSharing}
      title={!isSharing && others.length > 0 ? text.otherShares : undefined}
      onClick={() => void toggle()}
    />
  )
}

function Sharing({ host, problem }: { host: PluginHost<'screen-share'>; problem: Problem }) {
  const text = words()
  const isSharing = useStore(host.screen.sending).picture !== null
  const wrong = useStore(problem)
  if (wrong) {
    return (
      <Note icon="alert" tone="warning" live>
        <p>{wrong}</p>
        {wrong === text.framed && (
          <ButtonLink size="small" href={location.href} target="_blank" rel="noopener">
            {words().newTab}
          </ButtonLink>
        )}
        <Button size="small" onClick={() => problem.set(null)}>
          {words().close}
        </Button>
      </Note>
    )
  }
  if (!isSharing) return null
  return (
    <Note icon="screen">
      <p>{text.sharing}</p>
      <Button size="small" onClick={() => stopSharing(host)}>
        {text.stop}
      </Button>
    </Note>
  )
}
