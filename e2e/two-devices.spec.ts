import { expect, test } from './support/test.ts'

const heading = { level: 1 } as const

test('a second window asks by Join, a reload goes on by itself, also without cookies and storage', async ({
  api,
  browser,
  visit,
}) => {
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const context = await browser.newContext()
  await context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('Storage is off', 'SecurityError')
        },
      })
    }
  })
  // As a browser does that keeps no cookies.
  await context.route('**/session/*', async (route) => {
    const headers = await route.request().allHeaders()
    delete headers.cookie
    await route.continue({ headers })
  })
  const ana = await visit(session.url('Ana'), { context })
  await ana.join()
  await Promise.all([host.sees(), ana.sees()])
  await ana.page.reload()
  await Promise.all([host.sees(), ana.sees()])

  const second = await visit(session.url('Dr Vega'), { context: host.context })
  await expect(second.page.getByText('Your call is open in another window.')).toBeVisible()
  await host.sees()
  await second.join()
  await second.sees()
  await expect(host.page.getByRole('heading', heading)).toHaveText('Your call is open somewhere else')
})
