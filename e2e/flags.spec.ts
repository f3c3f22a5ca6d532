import type { Page } from '@playwright/test'
import { expect, test } from './support/test.ts'

/** A page of the practice that people are sent to; nothing needs to be there. */
const away = 'http://localhost:9/back?from=call;a=1'

async function expectToGoTo(page: Page, url: string, action: () => Promise<void>) {
  await page.route('http://localhost:9/**', (route) => route.fulfill({ body: 'The practice' }))
  await action()
  await page.waitForURL(url)
}

const colour = (page: Page, name: string, property: 'color' | 'backgroundColor') =>
  page.getByRole('button', { name, exact: true }).evaluate((button, what) => getComputedStyle(button)[what], property)

test.describe('-plugin', () => {
  test('without the waiting room a guest enters directly, and nobody can be let in', async ({ api, visit }) => {
    const session = await api.book({ flags: ['-plugin;coviu-waiting-room-plugin'] })
    const guest = await visit(session.url('Ana'))
    await guest.join()
    await expect(guest.button('Exit call interface')).toBeVisible()
    const host = await visit(session.url('Dr Vega'))
    await host.join()
    await Promise.all([guest.sees(), host.sees()])
    await expect(host.button('Chat')).toBeVisible()
    await expect(host.button(/Waiting room/)).toHaveCount(0)
  })

  for (const [id, control] of [
    ['chat', 'Chat'],
    ['screen-share', 'Share screen'],
  ] as const) {
    test(`without ${id} there is neither a control nor code for it`, async ({ api, visit }) => {
      const withIt = await api.book({ flags: ['-plugin;waiting-room'] })
      const other = await visit(withIt.url('Ana'))
      await other.join()
      await expect(other.button(control)).toBeVisible()
      expect(await loaded(other.page)).toContain(id)

      const session = await api.book({ flags: ['-plugin;waiting-room', `-plugin;${id}`] })
      const guest = await visit(session.url('Ana'))
      await guest.join()
      await expect(guest.button('Menu')).toBeVisible()
      const left = id === 'chat' ? 'Share screen' : 'Chat'
      await expect(guest.button(left)).toBeVisible()
      await expect(guest.button(control)).toHaveCount(0)
      expect(await loaded(guest.page)).not.toContain(id)
    })
  }
})

/** The room's files that the page has loaded, hashes left out. */
async function loaded(page: Page): Promise<string> {
  const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  return names.map((name) => name.split('/').at(-1)).join(' ')
}

test('disable-menu: the room has no menu', async ({ api, visit }) => {
  const session = await api.book({ flags: ['customisation;disable-menu'] })
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  await expect(host.button('Chat')).toBeVisible()
  await expect(host.button('Menu')).toHaveCount(0)
})

test.describe('exit-url', () => {
  test('leads away from the precall, from the waiting room, and from the call while nobody else has joined', async ({
    api,
    visit,
  }) => {
    const session = await api.book({ flags: [`customisation;exit-url;${away}`] })
    const guest = await visit(session.url('Ana'))
    await expectToGoTo(guest.page, away, () => guest.button('Exit call interface').click())

    await guest.page.goto(session.url('Ana'))
    await guest.join()
    await expect(guest.page.getByRole('heading', { name: 'You are in the waiting room' })).toBeVisible()
    await expectToGoTo(guest.page, away, () => guest.button('Exit call interface').click())

    const host = await visit(session.url('Dr Vega'))
    await host.join()
    await expect(host.button('Menu')).toBeVisible()
    await expectToGoTo(host.page, away, () => host.button('Exit call interface').click())
  })

  test('has no button any more once others have joined', async ({ api, visit }) => {
    const session = await api.book({ flags: [`customisation;exit-url;${away}`, '-plugin;waiting-room'] })
    const host = await visit(session.url('Dr Vega'))
    await host.join()
    await expect(host.button('Exit call interface')).toBeVisible()
    const guest = await visit(session.url('Ana'))
    await guest.join()
    for (const person of [host, guest]) {
      await expect(person.button('End call')).toBeVisible()
      await expect(person.button('Exit call interface')).toHaveCount(0)
    }
    await guest.button('End call').click()
    await expect(guest.page.getByRole('heading', { name: 'You have left the call' })).toBeVisible()
    await expect(host.page.locator('video[data-visit]')).toHaveCount(0)
    await expect(host.button('End call')).toBeVisible()
  })
})

test.describe('return-url', () => {
  const flags = ['-plugin;waiting-room', `customisation;return-url;${away}`]

  test('is where the labelled button of the exit screen leads', async ({ api, visit }) => {
    const session = await api.book({ flags: [...flags, 'customisation;return-label;Back; to your clinic'] })
    const host = await visit(session.url('Dr Vega'))
    await host.join()
    const guest = await visit(session.url('Ana'))
    await guest.join()
    await host.sees()
    await guest.button('End call').click()
    await expect(guest.page.getByRole('heading', { name: 'You have left the call' })).toBeVisible()
    await expectToGoTo(guest.page, away, () => guest.page.getByRole('link', { name: 'Back; to your clinic' }).click())

    await host.button('End call').click()
    await host.button(/^Leave call/).click()
    await expect(host.page.getByRole('link', { name: 'Back; to your clinic' })).toBeVisible()
  })

  test('says "Return" without a label', async ({ api, visit }) => {
    const session = await api.book({ flags })
    const guest = await visit(session.url('Ana'))
    await guest.button('Exit call interface').click()
    await expect(guest.page.getByRole('link', { name: 'Return', exact: true })).toHaveAttribute('href', away)
  })

  test('without it there is no such button', async ({ api, visit }) => {
    const session = await api.book({ flags: ['customisation;auto-return', 'customisation;return-label;Home'] })
    const guest = await visit(session.url('Ana'))
    await guest.button('Exit call interface').click()
    await expect(guest.page.getByRole('heading', { name: 'You have left the call' })).toBeVisible()
    await expect(guest.page.getByRole('link')).toHaveCount(0)
  })
})

test('auto-return skips the exit screen, for whoever ends it and for whoever is in the call when a host ends it', async ({
  api,
  visit,
}) => {
  const session = await api.book({
    flags: ['-plugin;waiting-room', `customisation;return-url;${away}`, 'customisation;auto-return'],
    people: [
      { name: 'Dr Vega', role: 'host' },
      { name: 'Ana', role: 'guest' },
      { name: 'Tom', role: 'guest' },
    ],
  })
  const people = []
  for (const name of ['Dr Vega', 'Ana', 'Tom']) {
    const person = await visit(session.url(name))
    await person.page.addInitScript(() => {
      addEventListener('pagehide', () =>
        sessionStorage.setItem('last heading', document.querySelector('h1')?.textContent ?? ''),
      )
    })
    await person.page.reload()
    await person.join()
    people.push(person)
  }
  const [host, ana, tom] = people
  if (!host || !ana || !tom) throw new Error('somebody is missing')
  await host.sees(2)
  await expectToGoTo(tom.page, away, () => tom.button('End call').click())
  await host.button('End call').click()
  await expectToGoTo(ana.page, away, () =>
    expectToGoTo(host.page, away, () => host.button(/^End call for everyone/).click()),
  )
})

test('enforce-participant-uniqueness: a second browser is refused, also after the first has left; the first may reload', async ({
  api,
  visit,
}) => {
  const session = await api.book({ flags: ['session;enforce-participant-uniqueness', '-plugin;waiting-room'] })
  const first = await visit(session.url('Ana'))
  await first.join()
  await expect(first.button('Menu')).toBeVisible()

  const second = await visit(session.url('Ana'))
  const refused = second.page.getByRole('heading', { name: 'This link is in use in another browser' })
  await expect(refused).toBeVisible()
  await expect(first.button('Menu')).toBeVisible()

  await first.page.reload()
  await expect(first.button('Menu')).toBeVisible()
  await first.button('Exit call interface').click()
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

  test("in the call the background is the practice's own", async ({ api, visit }) => {
    const session = await api.book({ flags })
    const host = await visit(session.url('Dr Vega'))
    await host.join()
    await expect(host.button('Menu')).toBeVisible()
    await expect(host.page.locator('body')).toHaveCSS('background-color', 'rgb(20, 30, 60)')
  })
})
