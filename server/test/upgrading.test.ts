import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { aBooking, startTestApp } from './support/app.ts'
import { openLastingPage } from './support/lasting-page.ts'
import { freePort, type ServerProcess, startServerProcess } from './support/process.ts'
import { ask, hasProxy, type ProxyName, startProxy } from './support/proxies.ts'

const app = await startTestApp()
const settings = {
  NODE_ENV: 'production',
  PUBLIC_URL: app.config.publicUrl,
  LOG_LEVEL: 'error',
  TRUST_PROXY: 'loopback',
  RATE_LIMIT_PER_MINUTE: '0',
}

async function start(port: number): Promise<ServerProcess> {
  return startServerProcess(app.database, { ...settings, PORT: String(port) })
}

/** Books and reads, one after the other, until it is told to stop; what was not answered with 200 is kept. */
function book(url: string) {
  const failed: string[] = []
  let isEnough = false
  let answered = 0
  const body = JSON.stringify(aBooking())
  const once = async (way: string, sent?: string) => {
    const answer = await ask(url, way, app.team.token, sent).catch((error: unknown) => ({
      status: 0,
      text: String(error),
    }))
    if (answer.status === 200) answered += 1
    else failed.push(`${sent ? 'POST' : 'GET'} ${way}: ${answer.status} ${answer.text}`)
    return answer
  }
  const ended = (async () => {
    while (!isEnough) {
      const { status, text } = await once('/v1/sessions', body)
      if (status === 200) await once(`/v1/sessions/${JSON.parse(text).session_id}`)
    }
  })()
  const stop = async () => {
    isEnough = true
    await ended
    return { failed, answered }
  }
  return { stop, answered: () => answered }
}

describe.each<ProxyName>(['nginx', 'caddy'])('behind %s as it is documented', (proxy) => {
  test.runIf(hasProxy(proxy))(
    'two processes are replaced one after the other: no request fails, and nobody leaves a call',
    async () => {
      const ports = [await freePort(), await freePort()] as const
      const processes = [await start(ports[0]), await start(ports[1])]
      const url = await startProxy(proxy, [`http://127.0.0.1:${ports[0]}`, `http://127.0.0.1:${ports[1]}`])
      const people = ['host', 'participant'].map((role) => ({ display_name: `The ${role}`, role }))
      const { participants } = await app.book({ participants: people })
      const pages = participants.map(({ entry_url }) => openLastingPage([url], entry_url))
      for (const page of pages) {
        await expect.poll(() => page.phases).toEqual(['precall'])
        expect(await page.ask('visit:enter')).toEqual({ ok: true })
      }

      const clients = Array.from({ length: 4 }, () => book(url))
      const more = async (count: number) => {
        const before = clients.map((client) => client.answered())
        await expect
          .poll(() => clients.every((client, at) => client.answered() > Number(before[at]) + count))
          .toBe(true)
      }
      await more(5)
      for (const [at, port] of ports.entries()) {
        const leaving = processes[at]
        if (!leaving) throw new Error('there are two')
        const ended = once(leaving.child, 'exit')
        leaving.child.kill('SIGTERM')
        expect(await ended).toEqual([0, null])
        await start(port)
        await more(5)
      }
      const results = await Promise.all(clients.map((client) => client.stop()))
      expect(results.flatMap(({ failed }) => failed)).toEqual([])
      // Both are connected again, and have never been anywhere else.
      await expect.poll(async () => pages[0]?.ask('door:lock', { locked: true })).toEqual({ ok: true })
      await expect.poll(() => pages[1]?.view()?.locked).toBe(true)
      for (const page of pages) expect(page.phases).toEqual(['precall', 'in-call'])
    },
    120_000,
  )
})
