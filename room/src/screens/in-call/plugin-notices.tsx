import type { PluginId } from '@anteroom/contract/plugins'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/note.tsx'
import { useStore } from '../../ui/use-store.ts'
import { words } from '../../words/words.ts'
import type { CallDesk } from './call-desk.ts'

/** What plugins show over the call, and that one is missing when its code did not arrive. */
export function PluginNotices({ desk, allowed }: { desk: CallDesk; allowed: PluginId[] }) {
  const plugins = useStore(desk.plugins)
  const failed = useStore(desk.failed)
  return (
    <>
      {plugins
        .filter(({ id }) => allowed.includes(id))
        .map(({ id, parts: { Notice } }) => Notice && <Notice key={id} />)}
      {failed.length > 0 && (
        <Note icon="alert" tone="warning" live>
          <p>{words.call.pluginFailed}</p>
          <Button size="small" onClick={desk.retry}>
            {words.call.tryAgain}
          </Button>
        </Note>
      )}
    </>
  )
}
