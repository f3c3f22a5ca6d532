import { type BrowserContext, expect } from '@playwright/test'

/** Sources of a policy that have no address. */
const placeless = /^(?:'.*'|data:|blob:|mediastream:)$/

/**
 * Looks after pages of ours while somebody pays: nobody else's address in a policy, nothing that a policy has kept away,
 * nothing asked for elsewhere. No card number may come near them (PCI SAQ A).
 */
export function watchForStrangers(ourUrl: string) {
  const { host } = new URL(ourUrl)
  const isOurs = (url: string) => URL.canParse(url) && new URL(url).host === host
  const found: string[] = []
  const asked = { pages: 0, parts: 0, lines: 0 }

  async function prepare(context: BrowserContext) {
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
        console.error(`Content Security Policy: ${effectiveDirective} kept ${blockedURI} away`)
      })
    })
    context.on('console', (message) => {
      if (/content security policy/i.test(message.text())) found.push(message.text())
    })
    context.on('response', (response) => {
      const request = response.request()
      const isPage = request.isNavigationRequest() && isOurs(response.url()) && response.status() === 200
      if (!isPage) return
      asked.pages++
      for (const part of (response.headers()['content-security-policy'] ?? 'none').split(';')) {
        const [directive = '', ...sources] = part.trim().split(/\s+/)
        if (directive === 'none') found.push(`${response.url()} has no policy`)
        // Who may show the room in a frame is another question.
        if (directive === 'frame-ancestors') continue
        const others = sources.filter((source) => !placeless.test(source) && !isOurs(source))
        found.push(...others.map((source) => `${directive} ${source}`))
      }
    })
    context.on('request', (request) => {
      // Where the person is led, to pay.
      if (request.isNavigationRequest() || !isOurs(request.frame().url())) return
      asked.parts++
      if (!isOurs(request.url()) && /^http/.test(request.url()))
        found.push(`${request.frame().url()}: ${request.url()}`)
    })
    context.on('page', (page) => {
      page.on('websocket', (line) => {
        asked.lines++
        if (!isOurs(line.url())) found.push(`${page.url()}: ${line.url()}`)
      })
    })
  }

  return {
    prepare,
    expectNone() {
      expect(found).toEqual([])
      // Of nothing that was looked at this would be true as well.
      for (const count of Object.values(asked)) expect(count).toBeGreaterThan(0)
    },
  }
}
