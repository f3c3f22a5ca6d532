/** What tells these channels from others on the same connection. */
const protocol = 'bytes'
/** Every browser takes a message of this size (RFC 8831 6.6, and what browsers say in `a=max-message-size`). */
const messageBytes = 64 * 1024
/** What may wait in the browser for the network; below the second number it is filled up again. */
const fullBytes = 1024 * 1024
const lowBytes = 256 * 1024
/** What may wait here to be read. Whoever sends more than that faster than it is read is cut off. */
const unreadBytes = 64 * 1024 * 1024

/** Somebody else may open as many at once. */
export const maxIncoming = 8

/** Opens a channel of its own for bytes, so that they delay nothing else. It needs no negotiation. */
export function writeBytes(pc: RTCPeerConnection, label: string): WritableStream<Uint8Array> {
  const channel = pc.createDataChannel(label, { protocol })
  channel.binaryType = 'arraybuffer'
  channel.bufferedAmountLowThreshold = lowBytes
  const open = new Promise<void>((resolve) => {
    channel.onopen = () => resolve()
  })
  let end: (reason: Error) => void = () => {}
  const closed = new Promise<never>((_resolve, reject) => {
    end = reject
  })
  channel.onclose = () => end(new Error('The other side has ended it, or the line has'))
  const untilLow = () =>
    new Promise<void>((resolve) => {
      channel.onbufferedamountlow = () => resolve()
    })
  return new WritableStream<Uint8Array>({
    start(controller) {
      closed.catch((error: unknown) => controller.error(error))
      // A write may wait for room that never comes, and holds up `abort` until it is done.
      controller.signal.addEventListener('abort', () => {
        channel.close()
        end(new Error('It was stopped here'))
      })
    },
    async write(bytes) {
      await Promise.race([open, closed])
      for (let at = 0; at < bytes.length; at += messageBytes) {
        if (channel.bufferedAmount > fullBytes) await Promise.race([untilLow(), closed])
        channel.send(bytes.slice(at, at + messageBytes))
      }
    },
    async close() {
      await Promise.race([open, closed])
      channel.bufferedAmountLowThreshold = 0
      if (channel.bufferedAmount > 0) await Promise.race([untilLow(), closed])
      channel.close()
    },
  })
}

/** The other end of `writeBytes`; null for a channel that is something else. */
export function readBytes(channel: RTCDataChannel): ReadableStream<Uint8Array> | null {
  if (channel.protocol !== protocol) return null
  channel.binaryType = 'arraybuffer'
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        channel.onmessage = ({ data }) => {
          if (data instanceof ArrayBuffer && (controller.desiredSize ?? 0) > 0) {
            controller.enqueue(new Uint8Array(data))
          } else {
            channel.onclose = null
            channel.onmessage = null
            channel.close()
            controller.error(new Error('These are no bytes, or more than can be read'))
          }
        }
        channel.onclose = () => controller.close()
      },
      cancel() {
        channel.onclose = null
        channel.onmessage = null
        channel.close()
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: unreadBytes }),
  )
}
