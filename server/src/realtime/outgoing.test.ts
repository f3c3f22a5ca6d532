import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { QuietWebSocketServer } from './outgoing.ts'

/** Somebody who sends and, after the handshake, takes nothing. */
function openTo(server: QuietWebSocketServer) {
  let written = 0
  let isHandshake = true
  const line = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, taken) {
      written += chunk.length
      if (isHandshake) taken()
      isHandshake = false
    },
  })
  const request = new IncomingMessage(new Socket())
  request.method = 'GET'
  request.headers = {
    upgrade: 'websocket',
    connection: 'Upgrade',
    'sec-websocket-version': '13',
    'sec-websocket-key': Buffer.alloc(16).toString('base64'),
  }
  return new Promise<{ line: Duplex; client: WebSocket; written: () => number }>((resolve) => {
    server.handleUpgrade(request, line, Buffer.alloc(0), (client) => resolve({ line, client, written: () => written }))
  })
}

/** Masked, as all that comes from a browser; the mask is zeros. */
const ping = (text: string) => Buffer.concat([Buffer.from([0x89, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)])

test('pings are answered', async () => {
  const server = new QuietWebSocketServer({ noServer: true })
  const { line, client, written } = await openTo(server)
  const before = written()
  line.push(ping('here?'))
  await expect.poll(written).toBeGreaterThan(before)
  client.terminate()
})

test('pings of somebody who takes no answers leave next to nothing behind', async () => {
  const server = new QuietWebSocketServer({ noServer: true })
  const { line, client } = await openTo(server)
  let pings = 0
  client.on('ping', () => {
    pings += 1
  })
  const many = Buffer.concat(Array.from({ length: 1_000 }, () => ping('x'.repeat(125))))
  for (let count = 0; count < 20; count += 1) line.push(many)
  await expect.poll(() => pings).toBe(20_000)
  expect(client.bufferedAmount).toBeGreaterThan(0)
  expect(client.bufferedAmount).toBeLessThan(8_192)
  client.terminate()
})
