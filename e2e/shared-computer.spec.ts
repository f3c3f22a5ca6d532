import { expect, test } from './support/test.ts'

test('once a visit has ended, nothing in the browser leads back into it; until the page is gone, its person may go back', async ({
  api,
  visit,
  product,
}) => {
  const away = `${product.url}/healthz`
  const session = await api.book({ flags: ['-plugin;waiting-room', `customisation;return-url;${away}`] })
  const link = session.url('Ana')
  const key = String(link.split('/').at(-1))
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const ana = await visit(link)
  const { page } = ana
  await ana.join()
  await host.sees()
  expect(page.url()).toBe(link)

  await ana.button('End call').click()
  const left = page.getByRole('heading', { name: 'You have left the call' })
  await expect(left).toBeVisible()
  expect(page.url()).toBe(`${product.url}/session/ended`)

  await ana.button('Rejoin').click()
  await host.sees()
  expect(page.url()).toBe(link)
  await page.reload()
  await host.sees()

  await ana.button('End call').click()
  await expect(left).toBeVisible()
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]))
  expect(stored).not.toContain(key)
  expect(JSON.stringify(await page.context().cookies())).not.toContain(key)
  await page.getByRole('link', { name: 'Return' }).click()
  await expect.poll(() => page.url()).toBe(away)
  expect(await page.evaluate(() => document.referrer)).toBe('')

  await page.goBack()
  await expect(page.getByRole('heading', { name: 'This visit has ended' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Rejoin' })).toHaveCount(0)
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'This visit has ended' })).toHaveCount(0)
  expect(page.url()).toBe('about:blank')

  await page.goto(link)
  await ana.join()
  await host.sees()
})
