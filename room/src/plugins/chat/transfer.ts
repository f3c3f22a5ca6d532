/** What is read, hashed and written at a time: one of these in memory, whatever the size of the file. */
export const blockBytes = 256 * 1024
const hashBytes = 32

type Options = { signal: AbortSignal; progress: (bytes: number) => void }

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

/** SHA-256 of the blocks' SHA-256s: the browser's own hash wants all that it is of at once. */
async function sumOf(hashes: readonly Uint8Array<ArrayBuffer>[]): Promise<Uint8Array<ArrayBuffer>> {
  return sha256(new Uint8Array(await new Blob([...hashes]).arrayBuffer()))
}

/** Sends a file and, after it, its sum. `unreadable`: it was changed or removed since it was chosen. */
export async function sendBlob(
  file: Blob,
  stream: WritableStream<Uint8Array>,
  { signal, progress }: Options,
): Promise<'sent' | 'stopped' | 'unreadable'> {
  const writer = stream.getWriter()
  const stop = () => void writer.abort().catch(() => {})
  // Code that waits for it below is told; this handler is for the time in which nothing waits.
  writer.closed.catch(() => {})
  signal.addEventListener('abort', stop)
  const hashes: Uint8Array<ArrayBuffer>[] = []
  try {
    for (let at = 0; at < file.size; at += blockBytes) {
      const block = await readBlock(file, at)
      if (!block) {
        stop()
        return 'unreadable'
      }
      hashes.push(await sha256(block))
      await writer.write(block)
      progress(at + block.length)
    }
    await writer.write(await sumOf(hashes))
    await writer.close()
    return 'sent'
  } catch {
    // The line has ended, or one of the two wanted no more.
    return 'stopped'
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

async function readBlock(file: Blob, at: number): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await file.slice(at, at + blockBytes).arrayBuffer())
  } catch {
    return null
  }
}

/**
 * Reads what `sendBlob` sends: a file of exactly `size` bytes. The other browser is not ours to trust: one byte too
 * many, or another sum, is `damaged`; less is `interrupted`.
 */
export async function receiveBlob(
  stream: ReadableStream<Uint8Array>,
  size: number,
  { signal, progress }: Options,
): Promise<Blob | 'interrupted' | 'damaged'> {
  const reader = stream.getReader()
  const stop = () => void reader.cancel().catch(() => {})
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  const parts: Blob[] = []
  const hashes: Uint8Array<ArrayBuffer>[] = []
  const sum = new Uint8Array(hashBytes)
  let block = new Uint8Array(Math.min(blockBytes, size))
  let filled = 0
  let total = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      let chunk = value
      if (total + chunk.length > size + hashBytes) {
        stop()
        return 'damaged'
      }
      while (chunk.length > 0 && total < size) {
        const taken = chunk.subarray(0, block.length - filled)
        block.set(taken, filled)
        filled += taken.length
        total += taken.length
        chunk = chunk.subarray(taken.length)
        if (filled < block.length) continue
        hashes.push(await sha256(block))
        parts.push(new Blob([block]))
        progress(total)
        block = new Uint8Array(Math.min(blockBytes, size - total))
        filled = 0
      }
      sum.set(chunk, Math.max(0, total - size))
      total += chunk.length
    }
  } catch {
    // The line has ended.
  } finally {
    signal.removeEventListener('abort', stop)
  }
  if (total < size + hashBytes) return 'interrupted'
  const expected = await sumOf(hashes)
  // What is inside decides about nothing here: it is a file to be saved, never a page to be opened.
  return sum.every((byte, at) => byte === expected[at])
    ? new Blob(parts, { type: 'application/octet-stream' })
    : 'damaged'
}
