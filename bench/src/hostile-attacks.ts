import net from 'node:net'
import { crowdThatChanges } from './hostile-crowd.ts'
import type { Count, Reach } from './hostile-tally.ts'
import { becomes, enter, event, ignored, type Order, openPage, type Working } from './hostile-work.ts'
import type { WirePage } from './wire-page.ts'

const pagesOfOne = 20
const closedWithinMs = 1_000
const longSignal = 'x'.repeat(60_000)
/** What no text of a known few is. */
const otherKinds = [null, 7, '', '__proto__', ['good'], { toString: 'good' }, longSignal]

type Attack = {
  /** Without these it has attacked nothing. */
  reaches: Reach[]
  begin(order: Order, count: Count): Promise<Working> | Working
}

/** What one who has a guest's link can do without trying hard; the bench fails where one of them gets nowhere. */
export const attacks = {
  'events of twenty pages': {
    reaches: [
      ['visit:enter', 'ok'],
      ['visit:refresh', 'ok'],
      ['visit:checked', 'ok'],
    ],
    begin(order, count) {
      const twenty = keepOpen(order, order.guest, count)
      let checks = 0
      return {
        once: () =>
          Promise.all(
            twenty
              .pages()
              .flatMap((page) => [
                event(count, page, 'visit:enter', {}),
                event(count, page, 'visit:refresh', {}),
                event(count, page, 'visit:checked', checkOf(checks++)),
              ]),
          ),
        end: twenty.end,
      }
    },
  },
  signals: {
    reaches: [
      ['signal to nobody', 'not-found'],
      ['signal to somebody', 'ok'],
      ['signals there', 'arrived'],
      ['signal from outside the call', 'wrong-phase'],
    ],
    async begin(order, count) {
      const { host, guest, atHost } = await inCallWithHost(order, count)
      const { generation = 1 } = guest.view()?.people.find((one) => one.visitId === atHost) ?? {}
      const outside = keepOpen(order, order.guest, count)
      let rounds = 0
      const signal = (page: WirePage, what: string, to = 'nobody') =>
        event(count, page, 'call:signal', { to, generation, data: rounds % 2 ? longSignal : 'x' }, what)
      return {
        once() {
          rounds += 1
          return Promise.all([
            signal(guest, 'signal to nobody'),
            signal(guest, 'signal to somebody', atHost),
            ...outside.pages().map((page) => signal(page, 'signal from outside the call')),
          ])
        },
        end() {
          count.came('signals there', 'arrived', host.received.signals)
          for (const page of [host, guest]) page.close()
          outside.end()
          return undefined
        },
      }
    },
  },
  'deep and long packets': {
    reaches: [
      ['deep packet', 'line closed'],
      ['long packet', 'invalid-request'],
    ],
    begin(order, count) {
      const deep = '['.repeat(30_000) + ']'.repeat(30_000)
      return {
        async once() {
          const page = await openPage(order.url, order.guest, count)
          const late = new Promise<string>((resolve) => setTimeout(resolve, closedWithinMs, 'nothing'))
          await count.of(
            'long packet',
            page.attemptRaw('visit:enter', `{"name":"${'x'.repeat(100_000)}"}`),
            (outcome) => outcome,
          )
          const signal = page.attemptRaw('call:signal', `{"to":"x","generation":1,"data":${deep}}`)
          await count.of('deep packet', Promise.race([signal, late]), (outcome) => outcome)
          page.close()
        },
      }
    },
  },
  'pages that come and go': {
    reaches: [['page', 'let in']],
    begin: (order, count) => ({ once: async () => (await openPage(order.url, order.guest, count)).close() }),
  },
  'another browser that knocks by the link of somebody in a call': {
    reaches: [['visit:enter', 'ok']],
    begin(order, count) {
      let rounds = 0
      return {
        async once() {
          const page = await openPage(order.url, order.seated, count)
          await event(count, page, 'visit:enter', {})
          // The wish of one that stays stands until the next one's.
          if (rounds++ % 2) page.close()
        },
      }
    },
  },
  'one of a crowd who changes what all see': {
    reaches: [
      ['door:lock', 'ok'],
      ['call:hold', 'ok'],
      ['visit:leave', 'ok'],
      ['visit:enter', 'ok'],
      ['visit:checked', 'ok'],
      ['views of the others', 'shown'],
    ],
    begin: (order, count) => crowdThatChanges(order, count, checkOf),
  },
  'the test of the line': {
    reaches: [
      ['GET speed', 200],
      ['POST speed', 204],
    ],
    begin(order, count) {
      const url = `${order.url}/session/${order.guest}/speed`
      const headers = { 'content-type': 'application/octet-stream' }
      const body = Buffer.alloc(512 * 1024, 'x')
      return {
        once: () =>
          Promise.all([
            http(count, 'GET speed', url),
            http(count, 'POST speed', url, { method: 'POST', headers, body }),
          ]),
      }
    },
  },
  'texts with NUL': {
    reaches: [
      ['page', 'let in'],
      ['page with NUL in its key', 'unknown-link'],
      ['visit:enter', 'invalid-request'],
    ],
    begin: (order, count) => ({
      async once() {
        const open = (more: Record<string, unknown>, what?: string) =>
          openPage(order.url, order.guest, count, { more, what })
        open({ browserKey: `${'x'.repeat(20)}\0` }, 'page with NUL in its key').catch(ignored)
        const page = await open({ enter: { name: 'An\0a' } })
        await event(count, page, 'visit:enter', { name: 'An\0a' })
        page.close()
      },
    }),
  },
  'wrong links and wrong tokens': {
    reaches: [
      ['GET wrong link', 404],
      ['page by a wrong link', 'unknown-link'],
      ['GET by a wrong token', 401],
    ],
    begin: ({ url }, count) => ({
      once() {
        const kid = crypto.randomUUID()
        const token = [{ alg: 'ES256', kid }, { sub: kid }].map((part) =>
          btoa(JSON.stringify(part)).replaceAll('=', ''),
        )
        const headers = { authorization: `Bearer ${token.join('.')}.${'A'.repeat(86)}` }
        return Promise.all([
          http(count, 'GET wrong link', `${url}/session/${kid}`),
          openPage(url, kid, count, { what: 'page by a wrong link' }).catch(ignored),
          http(count, 'GET by a wrong token', `${url}/v1/sessions`, { headers }),
        ])
      },
    }),
  },
  'what is said of the line and of others': {
    reaches: [
      ['visit:rate', 'ok'],
      ['visit:rate once more', 'wrong-phase'],
      ['visit:rate from a call', 'wrong-phase'],
      ['visit:rate of another kind', 'invalid-request'],
      ['deep visit:rate', 'line closed'],
      ['call:still-here of somebody there', 'ok'],
      ['call:still-here of nobody', 'not-found'],
      ['call:still-here of another kind', 'invalid-request'],
      ['call:still-here from outside the call', 'wrong-phase'],
    ],
    async begin(order, count) {
      const { host, guest, atHost } = await inCallWithHost(order, count)
      const deep = '['.repeat(30_000) + ']'.repeat(30_000)
      let rounds = 0
      return {
        async once() {
          const kind = otherKinds[rounds++ % otherKinds.length]
          const rate = (page: WirePage, what: string, connection: unknown = 'good') =>
            event(count, page, 'visit:rate', { connection }, what)
          const isHere = (page: WirePage, what: string, visitId: unknown = atHost) =>
            event(count, page, 'call:still-here', { visitId }, `call:still-here ${what}`)
          const page = await openPage(order.url, order.guest, count)
          await Promise.all([
            rate(page, 'visit:rate'),
            rate(page, 'visit:rate once more'),
            rate(guest, 'visit:rate from a call'),
            rate(page, 'visit:rate of another kind', kind),
            isHere(guest, 'of somebody there'),
            isHere(guest, 'of nobody', 'nobody'),
            isHere(guest, 'of another kind', kind),
            isHere(page, 'from outside the call'),
          ])
          const late = new Promise<string>((resolve) => setTimeout(resolve, closedWithinMs, 'nothing'))
          const rating = page.attemptRaw('visit:rate', `{"connection":${deep}}`)
          await count.of('deep visit:rate', Promise.race([rating, late]), (outcome) => outcome)
          page.close()
        },
        end() {
          for (const page of [host, guest]) page.close()
          return undefined
        },
      }
    },
  },
  'requests that never end': {
    reaches: [['half a body', 'HTTP 100']],
    begin({ url }, count) {
      const { port, hostname } = new URL(url)
      const head = 'POST /v1/auth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n'
      const open: net.Socket[] = []
      const send = (what: string, text: string) => {
        const socket = net.connect({ port: Number(port), host: hostname })
        open.push(socket)
        const answered = new Promise<string>((resolve) => {
          socket.on('error', () => resolve('no connection'))
          socket.once('close', () => resolve('line closed'))
          socket.once('data', (data) => resolve(`HTTP ${String(data).slice(9, 12)}`))
        })
        socket.write(text)
        return count.of(what, answered, (outcome) => outcome)
      }
      return {
        // The server says that it waits for the rest, so it is known to have come so far.
        once: () =>
          Promise.all([send('half a body', `${head}Expect: 100-continue\r\n\r\n{`), send('half a head', head)]),
        end() {
          for (const socket of open) socket.destroy()
          return undefined
        },
      }
    },
  },
} satisfies Record<string, Attack>
export type AttackName = keyof typeof attacks

/** A guest whom a host on their side has let in. */
async function inCallWithHost(order: Order, count: Count) {
  const host = await openPage(order.farUrl, order.host, count)
  await enter(host)
  const guest = await openPage(order.url, order.second, count)
  await guest.ask('visit:enter', {})
  const visitId = guest.view()?.me.visitId ?? ''
  await becomes(host, ({ waiting }) => waiting.some((one) => one.visitId === visitId))
  await host.ask('door:let-in', { visitId })
  const atHost = host.view()?.me.visitId
  await becomes(guest, ({ people }) => people.some((one) => one.visitId === atHost))
  return { host, guest, atHost }
}

/** One more with each round until there are twenty; those that were hung up on are made up for. */
function keepOpen(order: Order, link: string, count: Count) {
  let open: WirePage[] = []
  let isEnded = false
  function keep(page: WirePage) {
    if (isEnded) page.close()
    else open.push(page)
  }
  return {
    pages() {
      open = open.filter((page) => page.isOpen())
      if (open.length < pagesOfOne) openPage(order.url, link, count).then(keep, ignored)
      return open
    },
    end() {
      isEnded = true
      for (const page of open) page.close()
      return undefined
    },
  }
}

async function http(count: Count, what: string, url: string, init?: RequestInit) {
  const answer = await count.of(what, fetch(url, init), ({ status }) => status)
  await answer.arrayBuffer()
}

/** What a page may find out of its connection: another one each time, as what changes nothing is not written. */
function checkOf(at: number) {
  const fine = { status: 'ok', detail: null }
  return {
    browser: fine,
    camera: fine,
    microphone: fine,
    speaker: fine,
    reachability: { ...fine, paths: [{ way: 'websocket', status: 'ok' }] },
    bandwidth: { ...fine, up: 1_000 + (at % 100_000), down: 1_000 },
  }
}
