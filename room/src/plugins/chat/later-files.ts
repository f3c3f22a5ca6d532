import { type Fetched, fetched } from '@anteroom/ui/ground/fetched.ts'
import type { PluginHost } from '../../desk/plugin-host.ts'
import type { Files } from './files.ts'

/** More of them before the code is there than anybody sends who means well. */
const maxWaiting = 1000

/** The files of a call, whose code comes with the first message about one, or with the panel. */
export type LaterFiles = Fetched<Files> &
  Pick<Files, 'isShared' | 'anew'> & {
    /** Does something with the files: now, or as soon as they are there, each in its turn. Fetches them. */
    whenThere(act: (files: Files) => void): void
  }

export function createLaterFiles(
  host: PluginHost<'chat'>,
  load: () => Promise<(host: PluginHost<'chat'>) => Files>,
): LaterFiles {
  const files = fetched(async () => {
    const create = await load()
    host.until.throwIfAborted()
    return create(host)
  })
  let waiting: ((files: Files) => void)[] = []

  function there(): Files | null {
    const now = files.get()
    return now === 'failed' ? null : now
  }
  function goThrough() {
    const now = there()
    if (!now) return
    const due = waiting
    waiting = []
    for (const act of due) act(now)
  }
  function whenThere(act: (files: Files) => void) {
    if (waiting.length < maxWaiting) waiting.push(act)
    goThrough()
    // What did not come over the network is tried again with the next message, and when the panel is opened.
    files.fetch()
  }

  files.subscribe(goThrough, host.until)
  return {
    ...files,
    whenThere,
    // Before there is anything of files there is nothing that is shared, and nothing to forget.
    isShared: (id) => there()?.isShared(id) ?? false,
    anew(from) {
      if (there() || waiting.length > 0) whenThere((now) => now.anew(from))
    },
  }
}
