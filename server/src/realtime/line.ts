import type { Server as HttpServer, IncomingMessage } from 'node:http'
import type { Logger } from 'pino'
import { Server } from 'socket.io'
import { writeLine } from '../ground/log.ts'
import { defaultHeaders } from '../http/default-headers.ts'
import type { ProcessAdapter } from './adapter.ts'
import { createCrowd } from './crowd.ts'
import { boundOutgoing, QuietWebSocketServer } from './outgoing.ts'
import type { EngineSocket, RoomServer } from './page.ts'
import { guardedParser } from './parser.ts'

type Parts = {
  http: HttpServer
  processes: ProcessAdapter
  log: Logger
  publicUrl: string
  /** How many pages of one address may be connected; 0: any number. */
  pagesAtOnce: number
  addressOf: (request: IncomingMessage) => string
}

/** More than a session description with many candidates needs. */
const maxEventBytes = 128 * 1024

/**
 * Up to this many times the limit of an address, further connections are refused with a reason; beyond that without
 * one.
 */
const toldWhy = 1.1

/** The line between pages and this process: who may open one, and how much may come and wait on it. */
export function createLine({ http, processes, log, publicUrl, pagesAtOnce, addressOf }: Parts): RoomServer {
  const ofAddress = createCrowd<EngineSocket>()
  const io: RoomServer = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: maxEventBytes,
    parser: guardedParser,
    // A page inside another site's page still comes from here.
    cors: { origin: false },
    allowRequest: (request, decide) => {
      const isFull = pagesAtOnce > 0 && ofAddress.size(addressOf(request)) >= pagesAtOnce * toldWhy
      decide(null, isOfOurs(request, publicUrl) && !(isFull && isNew(request)))
    },
    // A page whose network has died without a word is missed after eleven seconds at most.
    pingInterval: 6_000,
    pingTimeout: 5_000,
    connectTimeout: 10_000,
    wsEngine: QuietWebSocketServer,
    transports: ['websocket', 'polling'],
  })
  // Its answers do not pass the framework, which gives all others their headers.
  const headers = Object.entries(defaultHeaders(publicUrl))
  http.prependListener('request', ({ url }, answer) => {
    if (url?.startsWith(io.path())) for (const [name, value] of headers) answer.setHeader(name, value)
  })
  io.adapter(processes.adapter)
  io.engine.on('connection', (connection: EngineSocket) => {
    const address = addressOf(connection.request)
    ofAddress.add(address, connection)
    connection.once('close', () => ofAddress.remove(address, connection))
    boundOutgoing(connection, () => writeLine(log, 'page-too-slow'))
  })
  return io
}

/**
 * Whether whoever connects is a page of ours. Browsers name the site of the page, and no page can make them name
 * another; software that is no browser names none, and has no link of somebody else's to use.
 */
function isOfOurs({ headers: { origin, host } }: Pick<IncomingMessage, 'headers'>, publicUrl: string): boolean {
  if (origin === undefined || origin === publicUrl) return true
  if (!URL.canParse(origin)) return false
  // A server may be opened by other names than its public one, but none of them without TLS where that has it.
  const from = new URL(origin)
  return from.host === host && (from.protocol === 'https:' || publicUrl.startsWith('http:'))
}

/** Whether a request begins a connection, and does not go on with one by long polling. */
const isNew = ({ url = '' }: IncomingMessage) => !/[?&]sid=/.test(url)
