/** What tells these channels from others on the same connection. */
const protocol = 'bytes'
/** Every browser takes a message of this size (RFC 8831 6.6, and what browsers say in `a=max-message-size`). */
const messageBytes = 64 * 1024
/** What may wait in the browser for the network; below the second number it is filled up again. */
const fullBytes = 1024 * 1024
const lowBytes = 256 * 1024
/** How much may wait here to be read. A sender who goes beyond that faster than it is read is cut off. */
const unreadBytes = 64 * 1024 * 1024

/**
 * The last message of a stream, and the answer to it, as text; bytes are binary. Without it what is sent just before a
 * channel is closed gets lost now and then: Chromium drops what came before the page has heard of the channel.
 */
const end = 'end'

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
  const confirmed = new Promise<void>((resolve) => {
    channel.onmessage = ({ data }) => data === end && resolve()
  })
  let fail: (reason: Error) => void = () => {}
  const closed = new Promise<never>((_resolve, reject) => {
    fail = reject
  })
  channel.onclose = () => fail(new Error('The other side has ended it, or the line has'))
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
        fail(new Error('It was stopped here'))
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
      channel.send(end)
      await Promise.race([confirmed, closed])
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
        const stop = (problem: string) => {
          channel.onclose = null
          channel.onmessage = null
          channel.close()
          controller.error(new Error(problem))
        }
        channel.onclose = () => stop('It was cut off')
        channel.onmessage = ({ data }) => {
          if (data === end) {
            channel.onclose = null
            channel.onmessage = null
            controller.close()
            if (channel.readyState === 'open') channel.send(end)
          } else if (data instanceof ArrayBuffer && (controller.desiredSize ?? 0) > 0) {
            controller.enqueue(new Uint8Array(data))
          } else {
            stop('These are no bytes, or more than can be read')
          }
        }
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
