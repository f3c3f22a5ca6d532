import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { connect } from './support/api.ts'
import { open } from './support/person.ts'
import { startProduct } from './support/product.ts'

// Takes long: a product of its own, and as long as pages and server may take to say that nothing answers.
test('the database stands still in a call: pages say so, media go on, and whoever leaves gets out', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const product = await startProduct()
  try {
    const api = await connect(product.demo)
    const session = await api.book({ flags: ['-plugin;waiting-room'] })
    const host = await open(browser, session.url('Dr Vega'))
    await host.join()
    const ana = await open(browser, session.url('Ana'))
    await ana.join()
    await Promise.all([host.sees(), ana.sees()])

    const database = processesIn(databaseFolder(product.dataDir))
    for (const pid of database) process.kill(pid, 'SIGSTOP')
    const banner = ana.page.getByText('The connection to the clinic is being restored… You can go on talking.').first()
    await expect(banner).toBeVisible({ timeout: 15_000 })
    await Promise.all([host.sees(), ana.sees(), host.hears(), ana.hears()])
    await ana.button('End call').click()
    await expect(ana.page.getByRole('heading', { name: 'You have left the call' })).toBeVisible()

    for (const pid of database) process.kill(pid, 'SIGCONT')
    await expect(host.page.locator('video[data-visit]')).toHaveCount(0)
    await expect(host.button('End call')).toBeVisible()
    await host.close()
    await ana.close()
  } finally {
    await product.close()
  }
})

/** Where the embedded database works; where its user cannot reach the data folder, a note there says where. */
function databaseFolder(dataDir: string): string {
  const note = readdirSync(dataDir).includes('postgres-is-in')
  return `${note ? readFileSync(`${dataDir}/postgres-is-in`, 'utf8').trim() : `${dataDir}/postgres`}/data`
}

function processesIn(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return readlinkSync(`/proc/${name}/cwd`) === folder ? [Number(name)] : []
      } catch {
        return []
      }
    })
}
