import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import net from 'node:net'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { startTestApp } from './support/app.ts'
import { inPhase, openPage } from './support/page.ts'

const timing = { arriving: { requestMs: 5_000, headersMs: 5_000, lookedAtEveryMs: 1_000, standstillMs: 1_000 } }
const app = await startTestApp({ ROOM_EVENTS_PER_MINUTE: '60000' }, undefined, { timing })

test('an answer that nobody takes does not keep its connection', async () => {
  const connections = promisify(app.http.server.getConnections.bind(app.http.server))
  const socket = net.connect({ port: Number(new URL(app.url).port), host: '127.0.0.1' })
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => {})
  await once(socket, 'connect')
  const before = await connections()
  // More than the system keeps for them.
  socket.write('GET /v1/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(200))
  await expect.poll(() => connections(), { timeout: 10_000 }).toBeLessThan(before)
})

test('a page that takes nothing is hung up on before that fills the memory', async () => {
  const session = await app.book()
  const [hostLink = '', guestLink = ''] = session.participants.map(({ entry_url }) => entry_url)
  const host = await openPage(app.url, hostLink)
  await host.ask('visit:enter')
  await host.until(inPhase('in-call'))
  const guest = new WebSocket(`${app.url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`)
  onTestFinished(() => guest.terminate())
  await once(guest, 'open')
  const handshake = { link: guestLink.split('/').at(-1), browserKey: randomUUID(), pageId: randomUUID(), enter: {} }
  guest.send(`40${JSON.stringify(handshake)}`)
  const [waiter] = (await host.until(({ waiting }) => waiting.length === 1)).waiting
  await host.ask('door:let-in', { visitId: waiter?.visitId })
  const [person] = (await host.until(({ people }) => people.length === 1)).people
  guest.pause()
  // What it says itself still arrives, so it is not missed.
  const saying = setInterval(() => guest.send('3'), 500)
  onTestFinished(() => clearInterval(saying))
  const signal = { to: person?.visitId, generation: person?.generation, data: 'x'.repeat(60_000) }
  const sending = setInterval(() => host.socket.emit('call:signal', signal), 15)
  onTestFinished(() => clearInterval(sending))
  await host.until(({ people }) => people[0]?.connected === false, 'the other is gone')
}, 30_000)
