import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws'
import type { EngineSocket } from './page.ts'

/**
 * How much may wait for a page that does not read it, in characters: several whole views and signals of the largest
 * size.
 */
const maxQueued = 4_000_000
/** Answers to pings that may wait, in bytes. */
const maxUnsentPongs = 4_096

/**
 * Answers pings only as long as the answers are read: of several pings, only the last one needs an answer (RFC 6455
 * 5.5.3). Browsers send none. For a client that sends millions and reads nothing, the answers would pile up here.
 */
export class QuietWebSocketServer extends WebSocketServer {
  constructor(options: ServerOptions) {
    super({ ...options, autoPong: false })
  }

  override handleUpgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    done: (client: WebSocket, request: IncomingMessage) => void,
  ) {
    super.handleUpgrade(request, socket, head, (client, upgraded) => {
      client.on('ping', (data) => {
        if (client.bufferedAmount < maxUnsentPongs) client.pong(data)
      })
      done(client, upgraded)
    })
  }
}

/** Disconnects a page that does not read what it is sent, before that fills the memory. */
export function boundOutgoing(connection: EngineSocket, tooSlow: () => void) {
  let queued = 0
  connection.on('packetCreate', ({ data }: { data?: string | Buffer }) => {
    queued += data?.length ?? 0
    if (queued <= maxQueued || connection.readyState === 'closed') return
    tooSlow()
    hangUp(connection)
  })
  connection.on('flush', () => {
    queued = 0
  })
}

/** At once: a proper goodbye would wait for the page to read, which it does not. */
function hangUp(connection: EngineSocket) {
  const { socket } = connection.transport as unknown as { socket?: WebSocket }
  if (socket?.terminate) socket.terminate()
  else connection.close(true)
}
