import { expect, test } from 'vitest'
import { blockBytes, receiveBlob, sendBlob } from './transfer.ts'

const quiet = () => ({ signal: new AbortController().signal, progress: () => {} })

/** Bytes as they go from one end to the other, in chunks of `cut`, as some engine may cut them. */
function line(cut = 60_000) {
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      for (let at = 0; at < chunk.length; at += cut) controller.enqueue(chunk.slice(at, at + cut))
    },
  })
}

function fileOf(size: number): Blob {
  const bytes = new Uint8Array(size)
  for (let at = 0; at < size; at++) bytes[at] = (at * 31 + (at >> 8)) & 255
  return new Blob([bytes])
}

async function bytesOf(result: Blob | string): Promise<Uint8Array> {
  if (typeof result === 'string') throw new Error(`There is no file: ${result}`)
  return new Uint8Array(await result.arrayBuffer())
}

/** All that a sender writes. */
async function sentBytes(file: Blob): Promise<Uint8Array> {
  const { readable, writable } = line()
  const reading = new Response(readable as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer()
  await sendBlob(file, writable, quiet())
  return new Uint8Array(await reading)
}

function streamOf(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
}

test.each([0, 1, blockBytes, blockBytes + 1, 3 * blockBytes - 7])(
  'a file of %i bytes arrives as it was',
  async (size) => {
    const file = fileOf(size)
    const { readable, writable } = line()
    const seen: number[] = []
    const [sent, received] = await Promise.all([
      sendBlob(file, writable, quiet()),
      receiveBlob(readable, size, { ...quiet(), progress: (bytes) => seen.push(bytes) }),
    ])
    expect(sent).toBe('sent')
    expect(await bytesOf(received)).toEqual(await bytesOf(file))
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(seen.at(-1) ?? 0).toBe(size)
  },
)

test('a line that ends in the middle is an interruption for both', async () => {
  const file = fileOf(4 * blockBytes)
  const { readable, writable } = line()
  const reader = readable.getReader()
  const cut = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value } = await reader.read()
      if (value) controller.enqueue(value)
      await reader.cancel()
      controller.close()
    },
  })
  const [sent, received] = await Promise.all([sendBlob(file, writable, quiet()), receiveBlob(cut, file.size, quiet())])
  expect([sent, received]).toEqual(['stopped', 'interrupted'])
})

test('one byte less, one byte more, one other byte and two blocks in another order are no file', async () => {
  const size = 2 * blockBytes
  const bytes = await sentBytes(fileOf(size))
  expect(bytes.length).toBe(size + 32)
  const changed = bytes.slice()
  changed[5] = (changed[5] ?? 0) ^ 1
  const first = bytes.slice(0, blockBytes)
  const second = bytes.slice(blockBytes, size).fill(7, 0, 9)
  const ends = (...chunks: Uint8Array[]) => receiveBlob(streamOf(...chunks), size, quiet())
  expect(await ends(bytes)).toBeInstanceOf(Blob)
  expect(await ends(bytes.slice(0, -1))).toBe('interrupted')
  expect(await ends(bytes, Uint8Array.of(0))).toBe('damaged')
  expect(await ends(changed)).toBe('damaged')
  expect(await ends(second, first, bytes.slice(size))).toBe('damaged')
})

test('a sender without an end is cut off at the size that was said', async () => {
  let given = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      given += 1000
      controller.enqueue(new Uint8Array(1000))
    },
  })
  expect(await receiveBlob(endless, 50_000, quiet())).toBe('damaged')
  expect(given).toBeLessThan(60_000)
})

test('either side can stop', async () => {
  const file = fileOf(20 * blockBytes)
  const bySender = new AbortController()
  const one = line()
  const [sent] = await Promise.all([
    sendBlob(file, one.writable, { signal: bySender.signal, progress: () => bySender.abort() }),
    receiveBlob(one.readable, file.size, quiet()),
  ])
  expect(sent).toBe('stopped')
  const byReceiver = new AbortController()
  const two = line()
  const ends = await Promise.all([
    sendBlob(file, two.writable, quiet()),
    receiveBlob(two.readable, file.size, { signal: byReceiver.signal, progress: () => byReceiver.abort() }),
  ])
  expect(ends).toEqual(['stopped', 'interrupted'])
})

test('a file that can no longer be read is said to be so', async () => {
  const { readable, writable } = line()
  const file = { size: 10, slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadableError')) }) }
  const [sent, received] = await Promise.all([
    sendBlob(file as unknown as Blob, writable, quiet()),
    receiveBlob(readable, 10, quiet()),
  ])
  expect([sent, received]).toEqual(['unreadable', 'interrupted'])
})
