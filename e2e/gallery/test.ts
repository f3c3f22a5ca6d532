import { existsSync } from 'node:fs'
import { type Browser, chromium } from '@playwright/test'
import { filmOf } from '../support/films.ts'
import { open, type Person } from '../support/person.ts'
import type { PortraitName } from '../support/portraits.ts'
import { test as base } from '../support/test.ts'

/** Everybody has a camera of their own here, and somebody is seen by it: Ana unless it says who. */
export const test = base.extend<object, { cast: (name: PortraitName) => Promise<Browser> }>({
  cast: [
    async ({ browser }, use, { project }) => {
      const browsers = new Map<PortraitName, Browser>()
      const { executablePath, args = [] } = project.use.launchOptions ?? {}
      await use(async (name) => {
        const known = browsers.get(name)
        if (known) return known
        const page = await browser.newPage()
        const film = await filmOf(name, page)
        await page.close()
        const launched = await chromium.launch({
          ...(executablePath && existsSync(executablePath) ? { executablePath } : {}),
          args: [...args, `--use-file-for-fake-video-capture=${film}`],
        })
        browsers.set(name, launched)
        return launched
      })
      for (const browser of browsers.values()) await browser.close()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  visit: async ({ cast }, use) => {
    const people: Person[] = []
    await use(async (url, { as = 'ana', ...options } = {}) => {
      const person = await open(await cast(as), url, { viewport: { width: 1440, height: 900 }, ...options })
      people.push(person)
      return person
    })
    for (const person of people) await person.close()
  },
})
