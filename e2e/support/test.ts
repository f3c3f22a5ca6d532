import { test as base } from '@playwright/test'
import { type Api, connect } from './api.ts'
import { open, type Person } from './person.ts'
import { type Product, startProduct } from './product.ts'

type Fixtures = {
  api: Api
  /** Opens a link as somebody new; everybody's browser is closed after the test. */
  visit: (url: string, options?: Parameters<typeof open>[2]) => Promise<Person>
}

/** One product serves all journeys of a worker; each journey books its own session. */
export const test = base.extend<Fixtures, { product: Product }>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern.
    async ({}, use) => {
      const product = await startProduct()
      await use(product)
      await product.close()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  api: async ({ product }, use) => use(await connect(product.demo)),
  visit: async ({ browser }, use) => {
    const people: Person[] = []
    await use(async (url, options) => {
      const person = await open(browser, url, options)
      people.push(person)
      return person
    })
    for (const person of people) await person.close()
  },
})

export { expect } from '@playwright/test'
