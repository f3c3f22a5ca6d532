import net from 'node:net'
import { connectPage, type WirePage } from './wire-page.ts'

/** What the parent process asks for: one attack from one guest's link, for so long. */
export type Attack = { attack: AttackName; url: string; link: string; seconds: number }

const sockets = 20
const everyMs = 20
const ignored = () => {}

/** Each does its thing once; it is done again every 20 ms. None is more than one laptop can do without trying. */
const attacks = {
  'events of twenty pages': ofTwentyPages(['visit:enter', '{}'], ['visit:refresh', '{}'], ['visit:checked', '{}']),
  'signals to nobody': ofTwentyPages(
    ['call:signal', '{"to":"nobody","generation":1,"data":"x"}'],
    ['call:signal', `{"to":"nobody","generation":1,"data":"${'x'.repeat(60_000)}"}`],
  ),
  'deep and long packets': async ({ url, link }: Attack) => {
    const page = await connectPage(url, link)
    const deep = '['.repeat(30_000) + ']'.repeat(30_000)
    page.send(`42["call:signal",{"to":"x","generation":1,"data":${deep}}]`)
    page.send(`42["visit:enter",{"name":"${'x'.repeat(100_000)}"}]`)
    page.close()
  },
  'pages that come and go': async ({ url, link }: Attack) => (await connectPage(url, link)).close(),
  'wrong links and wrong tokens': async ({ url }: Attack) => {
    const kid = crypto.randomUUID()
    const token = [{ alg: 'ES256', kid }, { sub: kid }].map((part) => btoa(JSON.stringify(part)).replaceAll('=', ''))
    await Promise.all([
      fetch(`${url}/session/${kid}`).then((answer) => answer.text()),
      fetch(`${url}/v1/sessions`, { headers: { authorization: `Bearer ${token.join('.')}.${'A'.repeat(86)}` } }),
    ])
  },
  'requests that never end': async ({ url }: Attack) => {
    const { port, hostname } = new URL(url)
    const socket = net.connect({ port: Number(port), host: hostname })
    socket.on('error', ignored)
    socket.write(
      'POST /v1/auth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
    )
    halfSent.push(socket)
  },
} satisfies Record<string, (attack: Attack) => Promise<unknown>>
type AttackName = keyof typeof attacks
export const attackNames = Object.keys(attacks) as AttackName[]

const pages: WirePage[] = []
const halfSent: net.Socket[] = []

function ofTwentyPages(...events: [string, string][]) {
  return async ({ url, link }: Attack) => {
    for (const [at, page] of pages.entries()) if (!page.isOpen()) pages.splice(at, 1)
    if (pages.length < sockets) connectPage(url, link).then((page) => pages.push(page), ignored)
    for (const page of pages) {
      for (const [event, payload] of events) if (page.isOpen()) page.send(`421["${event}",${payload}]`)
    }
  }
}

process.on('message', async (order: Attack) => {
  const end = performance.now() + order.seconds * 1000
  while (performance.now() < end) {
    attacks[order.attack](order).catch(ignored)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
  for (const page of pages.splice(0)) page.close()
  for (const socket of halfSent.splice(0)) socket.destroy()
  process.send?.('done')
})
