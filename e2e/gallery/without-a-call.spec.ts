import { startApplication } from '../support/application.ts'
import { inspectInEachLook as inspect } from '../support/looks.ts'
import { expect } from '../support/test.ts'
import { test } from './test.ts'

const heading = { level: 1 } as const

test('pages that the server draws', async ({ product, visit }) => {
  test.setTimeout(900_000)
  for (const [screen, path] of [
    ['front page', '/'],
    ['status page', '/status'],
    ['unknown address', '/no/such/page'],
    ['API page', '/v1/docs'],
    ['embed page', '/embed/check'],
  ] as const) {
    const { page } = await visit(`${product.url}${path}`)
    await expect(page.getByRole('heading', heading).first()).toBeVisible()
    await inspect(page, screen)
  }
})

test('sign-in and consent', async ({ product, visit }) => {
  test.setTimeout(900_000)
  const teams = ['Riverside Clinic', 'Hillside Physiotherapy']
  const asking = { scope: 'sessions participants summaries webhooks' }
  const { application, user } = await startApplication(product, { name: 'Clinic Calendar', teams, asking })
  const { page, button } = await visit(application.url)
  await page.getByRole('link', { name: 'Connect' }).click()
  await expect(page.getByRole('heading', heading)).toHaveText('Sign in')
  await inspect(page, 'sign-in')
  await page.getByLabel('Email address').fill(user.email)
  await page.getByLabel('Password').fill('a guess')
  await button('Sign in').click()
  await expect(page.getByLabel('Password')).toHaveAccessibleDescription(/do not belong together/)
  await inspect(page, 'sign-in with a wrong password')
  await page.getByLabel('Password').fill(user.password)
  await button('Sign in').click()
  await expect(page.getByRole('heading', heading)).toContainText('act for your team')
  await inspect(page, 'consent')
  await button('Allow').click()
  await expect(page.getByRole('group', { name: 'For which team?' })).toHaveAccessibleDescription('Choose the team.')
  await inspect(page, 'consent without a team')
  await application.close()
})
