type Pipe = {
  writable: WritableStream<Uint8Array>
  readable: ReadableStream<Uint8Array>
  /** The line ends: both ends fail, if not all has been read. */
  cut(): void
}

/** Bytes that wait to be read, at most, before a writer has to wait. */
const roomBytes = 256 * 1024

/** A stream in memory. `carried` hears how many bytes go through. */
export function openPipe(carried: (length: number) => void): Pipe {
  let controller: TransformStreamDefaultController<Uint8Array> | null = null
  const pipe = new TransformStream<Uint8Array, Uint8Array>(
    {
      start(given) {
        controller = given
      },
      transform(bytes, given) {
        carried(bytes.length)
        given.enqueue(bytes.slice())
      },
      flush() {
        controller = null
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: roomBytes }),
    new ByteLengthQueuingStrategy({ highWaterMark: roomBytes }),
  )
  const { readable, writable } = pipe
  return { readable, writable, cut: () => controller?.error(new Error('It was cut off')) }
}
