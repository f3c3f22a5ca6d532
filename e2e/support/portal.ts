import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, type Page } from '@playwright/test'

/** A site of somebody else: one page with a session in it, on another origin and another site than the product. */
export type Portal = {
  origin: string
  close(): void
}

type Content = {
  /** The body of the page. */
  html: string
  /** What it runs besides. */
  script?: string
  headers?: Record<string, string>
}

export async function startPortal({ html, script = '', headers = {} }: Content): Promise<Portal> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js'
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
    if (!isScript) for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    response.end(
      isScript
        ? script
        : `<!doctype html><html lang="en"><title>Portal</title><script src="/page.js" defer></script>${html}`,
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The portal has no address')
  // Another site than 127.0.0.1, so that cookies are a third party's.
  return { origin: `http://localhost:${address.port}`, close: () => void server.close() }
}

/** Writes down what the element says, as an integrator's page would listen to it. */
export const listening = `
  window.heard = []
  const session = document.querySelector('anteroom-session')
  for (const type of ['ready', 'phase', 'joined', 'left', 'ended', 'error'])
    session?.addEventListener(type, ({ detail: { commands, ...detail } }) =>
      window.heard.push([type, ...Object.values(detail)].join(' ')))
`

export function heard(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { heard: string[] }).heard)
}

/** Until the last words are these. */
export async function expectToHear(page: Page, last: string | RegExp) {
  await expect.poll(async () => (await heard(page)).at(-1), { timeout: 20_000 }).toMatch(last)
}
