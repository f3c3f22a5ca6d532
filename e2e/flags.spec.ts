import type { Page } from '@playwright/test'
import { expect, test } from './support/test.ts'

const colour = (page: Page, name: string, property: 'color' | 'backgroundColor') =>
  page.getByRole('button', { name, exact: true }).evaluate((button, what) => getComputedStyle(button)[what], property)

test('what is switched off by -plugin is not even loaded', async ({ api, visit }) => {
  const withAll = await api.book({ flags: ['-plugin;waiting-room'] })
  const person = await visit(withAll.url('Ana'))
  await person.join()
  for (const control of ['Chat', 'Share screen']) await expect(person.button(control)).toBeVisible()
  for (const id of ['chat', 'screen-share']) expect(await loaded(person.page)).toContain(id)

  for (const { off, control, other } of [
    { off: 'chat', control: 'Chat', other: 'Share screen' },
    { off: 'screen-share', control: 'Share screen', other: 'Chat' },
  ]) {
    const session = await api.book({ flags: ['-plugin;coviu-waiting-room-plugin', `-plugin;${off}`] })
    const guest = await visit(session.url('Ana'))
    await guest.join()
    await expect(guest.button(other)).toBeVisible()
    await expect(guest.button(control)).toHaveCount(0)
    expect(await loaded(guest.page)).not.toContain(off)
  }
})

/** The room's files that the page has loaded, hashes left out. */
async function loaded(page: Page): Promise<string> {
  const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  return names.map((name) => name.split('/').at(-1)).join(' ')
}

test('enforce-participant-uniqueness: a second browser is refused, also after the first has left; the first may reload', async ({
  api,
  visit,
}) => {
  const session = await api.book({ flags: ['session;enforce-participant-uniqueness', '-plugin;waiting-room'] })
  const first = await visit(session.url('Ana'))
  await first.join()
  await expect(first.button('Menu')).toBeVisible()

  const second = await visit(session.url('Ana'))
  const refused = second.page.getByRole('heading', { name: 'Open this on the device you used first' })
  await expect(refused).toBeVisible()
  await expect(first.button('Menu')).toBeVisible()

  await first.page.reload()
  await expect(first.button('Menu')).toBeVisible()
  await first.button('Leave').click()
  await expect(first.page.getByRole('heading', { name: 'You have left the call' })).toBeVisible()
  await second.page.reload()
  await expect(refused).toBeVisible()
  await first.button('Rejoin').click()
  await expect(first.button('Menu')).toBeVisible()
})

test.describe('looks', () => {
  const icon = 'http://localhost:9/icon.svg'
  const flags = [
    `customization;favicon-url;${icon}`,
    'Customisation;Background-Color;rgb(20, 30, 60)',
    'customisation;button-primary;#ffd166',
    'customisation;button-secondary;#22223b',
  ]

  test('icon and colours are there with JavaScript off', async ({ api, visit }) => {
    const session = await api.book({ flags })
    const person = await visit(session.url('Ana'), { javaScriptEnabled: false })
    await expect(person.page.locator('link[rel=icon]')).toHaveAttribute('href', icon)
    await expect(person.page.locator('body')).toHaveCSS('background-color', 'rgb(20, 30, 60)')
  })

  test('the colours are on the buttons and behind the room, and text stays legible', async ({ api, visit }) => {
    const session = await api.book({ flags })
    const person = await visit(session.url('Ana'))
    await expect(person.button('Join')).toHaveCSS('background-color', 'rgb(255, 209, 102)')
    await expect(person.button('Join')).toHaveCSS('color', 'rgb(34, 34, 59)')

    const unreadable = await api.book({
      flags: ['customisation;button-primary;#ffffcc', 'customisation;button-secondary;#ffffff'],
    })
    const other = await visit(unreadable.url('Ana'))
    await expect(other.button('Join')).toHaveCSS('background-color', 'rgb(255, 255, 204)')
    expect(await colour(other.page, 'Join', 'color')).toBe('rgb(0, 0, 0)')
  })
})
