import type { WebSocketRoute } from '@playwright/test'
import { expect, test } from './support/test.ts'

const proxies: { name: string; handle: (socket: WebSocketRoute) => void }[] = [
  { name: 'drops each WebSocket as soon as it is open', handle: (socket) => void socket.close() },
  { name: 'lets nothing through a WebSocket', handle: () => {} },
]

for (const { name, handle } of proxies) {
  test(`behind a proxy that ${name}, people get in all the same`, async ({ api, visit }) => {
    const session = await api.book({ flags: ['-plugin;waiting-room'] })
    const host = await visit(session.url('Dr Vega'))
    await host.join()
    const guest = await visit('about:blank')
    await guest.page.routeWebSocket(/socket\.io/, handle)
    await guest.page.goto(session.url('Ana'))
    await guest.join()
    await Promise.all([host.sees(), guest.sees()])
    await expect(guest.page.getByRole('heading', { name: 'Call with Dr Vega' })).toBeAttached()
  })
}
