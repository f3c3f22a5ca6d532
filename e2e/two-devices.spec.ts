import { expect, test } from './support/test.ts'

const heading = { level: 1 } as const

test('a call moves to another device when the first one agrees, and back when a host lets it in', async ({
  api,
  visit,
}) => {
  const session = await api.book()
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const laptop = await visit(session.url('Ana'))
  await laptop.join()
  await host.button('Let in Ana').click()
  await Promise.all([host.sees(), laptop.sees()])

  const phone = await visit(session.url('Ana'))
  await expect(phone.page.getByText('This link is in use on another device.')).toBeVisible()
  await laptop.sees()
  await phone.join()
  await expect(phone.page.getByRole('heading', heading)).toHaveText('Please confirm on your other device')
  await expect(host.page.getByRole('heading', { name: 'Ana’s link was opened on another device' })).toBeVisible()
  await laptop.button('Move it there').click()
  await Promise.all([host.sees(), phone.sees()])
  await expect(laptop.page.getByRole('heading', heading)).toHaveText('Your call is open somewhere else')

  await laptop.button('Move this call here').click()
  await expect(laptop.page.getByRole('heading', heading)).toHaveText('Please confirm on your other device')
  await phone.button('Stay here').first().click()
  await expect(laptop.page.getByRole('heading', heading)).toHaveText('The call stays on the other device')
  await phone.sees()
})

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
  await expect(second.page.getByText('This link is open in another window.')).toBeVisible()
  await host.sees()
  await second.join()
  await second.sees()
  await expect(host.page.getByRole('heading', heading)).toHaveText('Your call is open somewhere else')
})
