import { WebSocket as WebSocketTransport } from 'socket.io-client'

/** A socket that the page has opened before its scripts were there, and what the server said on it so far. */
export type EarlySocket = { socket: WebSocket; said: string[] }

declare global {
  var earlySocket: EarlySocket | undefined
}

/** Socket.IO's own transport; the first time it takes over the page's early socket, if that is any good. */
export class EarlyWebSocketTransport extends WebSocketTransport {
  override createSocket(...asked: Parameters<WebSocketTransport['createSocket']>): WebSocket {
    const early = globalThis.earlySocket
    globalThis.earlySocket = undefined
    if (!early || early.socket.readyState > WebSocket.OPEN) return super.createSocket(...asked)
    const { socket, said } = early
    // What has happened by now, as soon as the transport listens.
    queueMicrotask(() => {
      if (socket.readyState === WebSocket.OPEN) socket.onopen?.(new Event('open'))
      for (const data of said) socket.onmessage?.(new MessageEvent('message', { data }))
    })
    return socket
  }
}
