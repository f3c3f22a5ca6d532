import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EarlyWebSocketTransport } from './early-socket.ts'

/** As much of a WebSocket as Socket.IO's transport uses. */
class Wire {
  static readonly OPEN = 1
  readyState = 1
  onopen?: () => void
  onmessage?: (event: { data: string }) => void
  readonly url: string
  constructor(url = 'early') {
    this.url = url
  }
}

beforeEach(() => {
  vi.stubGlobal('WebSocket', Wire)
})
afterEach(() => {
  vi.unstubAllGlobals()
  globalThis.earlySocket = undefined
})

function pageOpened(said: string[] = []): Wire {
  const socket = new Wire()
  globalThis.earlySocket = { socket: socket as unknown as WebSocket, said }
  return socket
}

/** The socket that a transport begins with. */
function connect(): Wire {
  const transport = Object.create(EarlyWebSocketTransport.prototype) as EarlyWebSocketTransport
  return transport.createSocket('ws://room/', undefined, {}) as unknown as Wire
}

test('what the page opened is taken over, with what the server said on it meanwhile', async () => {
  const opened = pageOpened(['0{"sid":"a"}', '2'])
  const heard: string[] = []
  const socket = connect()
  socket.onopen = () => heard.push('open')
  socket.onmessage = ({ data }) => heard.push(data)
  await Promise.resolve()
  expect(socket).toBe(opened)
  expect(heard).toEqual(['open', '0{"sid":"a"}', '2'])
})

test('one that still connects says so by itself later', async () => {
  pageOpened().readyState = 0
  const heard: string[] = []
  const socket = connect()
  socket.onopen = () => heard.push('open')
  await Promise.resolve()
  expect(socket.url).toBe('early')
  expect(heard).toEqual([])
})

test('it is taken over once; the next connection is a new one', () => {
  pageOpened()
  connect()
  expect(connect().url).toBe('ws://room/')
})

test('one that is closed is left alone', () => {
  pageOpened().readyState = 3
  expect(connect().url).toBe('ws://room/')
})

test('a page that opened none connects as ever', () => {
  expect(connect().url).toBe('ws://room/')
})
