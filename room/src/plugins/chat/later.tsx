import { useStore } from '@anteroom/ui/use-store.ts'
import { useEffect } from 'preact/hooks'
import type { PluginHost } from '../../desk/plugin-host.ts'
import { ChatPanel } from './chat-panel.tsx'
import { createFiles } from './files.ts'
import type { LaterFiles } from './later-files.ts'
import type { Log } from './log.ts'

/** What comes with the first file, or when the chat is first opened. */
export const later = { createFiles, Panel }

function Panel({ host, log, files }: { host: PluginHost<'chat'>; log: Log; files: LaterFiles }) {
  const there = useStore(files)
  useEffect(files.fetch, [])
  return there && there !== 'failed' && <ChatPanel host={host} log={log} files={there} />
}
