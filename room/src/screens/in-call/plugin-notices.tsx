import type { PluginId } from '@anteroom/contract/plugins'
import { NotFetched } from '../../ui/not-fetched.tsx'
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
        <NotFetched text={words.call.pluginFailed} button={words.call.tryAgain} onAgain={desk.retry} />
      )}
    </>
  )
}
