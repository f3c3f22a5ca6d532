import { createHash, randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { startApplication } from './support/application.ts'
import { press, tabTo } from './support/keyboard.ts'
import { inspectInEachLook } from './support/looks.ts'
import { expect, test } from './support/test.ts'

const teams = ['Riverside Clinic', 'Hillside Physiotherapy']
const name = 'Clinic Calendar'
const verifier = randomBytes(32).toString('base64url')
const asking = {
  scope: 'sessions participants summaries webhooks audit',
  state: 'where we were',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
}

/** What the browser has refused to do, a policy's violation for example. */
function complaintsOf(page: Page) {
  const complaints: string[] = []
  page.on('console', (message) => {
    // That an answer is a no is expected, and told to the console as well.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}

test('an application gets a code from somebody who has only a keyboard', async ({ product, visit }) => {
  test.setTimeout(120_000)
  const { application, user } = await startApplication(product, { name, teams, asking })
  const { page, button } = await visit(application.url)
  const complaints = complaintsOf(page)

  await press(page.getByRole('link', { name: 'Connect' }))
  await expect(page).toHaveTitle('Sign in · Anteroom')
  await inspectInEachLook(page, 'sign-in')
  await press(button('Sign in'))
  await expect(page.getByLabel('Email address')).toBeFocused()
  await expect(page.getByLabel('Email address')).toHaveAccessibleDescription('Enter your email address.')
  await inspectInEachLook(page, 'sign-in without anything')
  await page.keyboard.type(user.email)
  await tabTo(page.getByLabel('Password'))
  await page.keyboard.type('a guess')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Password')).toBeFocused()
  await expect(page.getByLabel('Password')).toHaveAccessibleDescription(/do not belong together/)
  await expect(page.getByLabel('Email address')).toHaveValue(user.email)
  await inspectInEachLook(page, 'sign-in with a wrong password')
  await page.keyboard.type(user.password)
  await page.keyboard.press('Enter')

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Allow ${name} to act for your team?`)
  await inspectInEachLook(page, 'consent')
  await press(button('Allow'))
  const group = page.getByRole('group', { name: 'For which team?' })
  await expect(group).toHaveAccessibleDescription('Choose the team.')
  await inspectInEachLook(page, 'consent without a team')
  const [first, second] = [page.getByRole('radio').first(), page.getByRole('radio', { name: teams[0] as string })]
  await expect(first).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(second).toBeChecked()
  await press(button('Allow'))

  await expect(page.getByRole('heading', { name: 'Back again' })).toBeVisible()
  expect(application.answers).toEqual([
    { code: expect.stringMatching(/^[\w-]{43}$/), state: asking.state, iss: product.url },
  ])
  expect(complaints).toEqual([])
  await application.close()
})

test('nobody is led astray', async ({ product, visit }) => {
  const { application, user } = await startApplication(product, { name, teams: [String(teams[0])] })
  const { page, button } = await visit(application.url)
  const complaints = complaintsOf(page)
  const signIn = async () => {
    await page.getByLabel('Email address').fill(user.email)
    await page.getByLabel('Password').fill(user.password)
    await button('Sign in').click()
  }

  await page.getByRole('link', { name: 'Connect' }).click()
  const { href } = await page.evaluate(() => location)
  await signIn()
  await expect(page.getByRole('main')).toContainText(user.email)
  await inspectInEachLook(page, 'consent for one team')
  await button('Not you? Use another account').click()
  await expect(page).toHaveTitle('Sign in · Anteroom')
  expect(page.url()).toBe(href)

  const other = await page.context().newPage()
  await other.goto(href)
  await signIn()
  await expect(button('Allow')).toBeVisible()
  await other.reload()
  await other.getByRole('button', { name: 'Not you? Use another account' }).click()
  await button('Allow').click()
  await expect(page.getByRole('alert')).toHaveText('This page was open for too long. Please try again.')
  await inspectInEachLook(page, 'sign-in once more')
  expect(application.answers).toEqual([])
  await signIn()
  await button('Do not allow').click()
  await expect(page.getByRole('heading', { name: 'Back again' })).toBeVisible()
  expect(application.answers).toMatchObject([{ error: 'access_denied', iss: product.url }])

  await page.goto(`${href}&redirect_uri=https://elsewhere.example/`)
  await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible()
  await inspectInEachLook(page, 'refused request')
  expect(complaints).toEqual([])
  await application.close()
})
