import { maxFileBytes } from './file-limits.ts'
import { safeName } from './safe-name.ts'

/** A file as it is offered; `id` is the sender's. */
export type FileOffer = { id: string; name: string; size: number; type: string }

/** One from before a page was loaded; `isGone`: whoever sent it has it no longer. */
export type FileBefore = FileOffer & { isGone: boolean }

/**
 * What two chats tell each other about files. `offer` goes to everyone, `take` to the sender, who opens a stream with
 * the id for its name; `got` says that it arrived. `stop` is said by either side: "I have it no longer", "I do not
 * want it".
 */
export type FileMessage = ({ file: 'offer' } & FileOffer) | { file: 'take' | 'got' | 'stop'; id: string }

const maxText = 100

/** The other browser is not ours to trust: null for what is no message about a file. */
export function readFileMessage(data: unknown): FileMessage | null {
  if (typeof data !== 'object' || data === null || !('file' in data && 'id' in data)) return null
  const { file, id } = data
  if (typeof id !== 'string' || !id || id.length > maxText) return null
  if (file === 'take' || file === 'got' || file === 'stop') return { file, id }
  if (file !== 'offer' || !('name' in data && 'size' in data && 'type' in data)) return null
  const { name, size, type } = data
  if (typeof name !== 'string' || typeof type !== 'string' || typeof size !== 'number') return null
  if (!Number.isInteger(size) || size < 0 || size > maxFileBytes) return null
  return { file, id, name: safeName(name), size, type: type.slice(0, maxText) }
}
