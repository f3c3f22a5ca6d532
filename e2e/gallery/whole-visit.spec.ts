import { inspectInEachLook } from '../support/looks.ts'
import type { Person } from '../support/person.ts'
import { expect } from '../support/test.ts'
import { openWaitingPanel, says, showDocument, test } from './test.ts'

const letIn = '[data-waiter] [data-main]'

for (const [language, locale] of [
  ['en', 'en-GB'],
  ['de', 'de-DE'],
  ['ar', 'ar-EG'],
] as const) {
  const inspect = ({ page }: Person, screen: string) => inspectInEachLook(page, screen, language)
  const press = async (person: Person, name: string, ...about: unknown[]) =>
    person.button(await says(person, name, ...about)).click()
  /** The heading of the whole page. */
  const reads = async (person: Person, name: string, ...about: unknown[]) =>
    expect(person.page.getByRole('heading', { level: 1 })).toHaveText(await says(person, name, ...about), {
      timeout: 20_000,
    })

  test(`a whole visit (${language})`, async ({ api, visit }) => {
    test.setTimeout(1_200_000)
    const session = await api.book({
      name: 'Follow-up after surgery',
      flags: [
        'customisation;return-url;https://practice.example/done',
        'customisation;return-label;Back to the clinic',
      ],
      people: [
        { name: 'Dr Maria Vega', role: 'host' },
        { name: 'Ana Lindgren', role: 'guest' },
      ],
    })
    const guest = await visit(session.url('Ana Lindgren'), { locale })
    await expect(guest.page.locator('video[data-self]')).toBeVisible()
    await expect(guest.page.locator('summary').nth(1)).toBeVisible({ timeout: 60_000 })
    await inspect(guest, 'precall')
    await guest.page.locator('summary').first().click()
    await expect(guest.page.getByRole('switch').first()).toBeVisible()
    await inspect(guest, 'precall, devices open')
    await guest.page.locator('summary').first().click()
    await press(guest, 'precall.join')
    await expect(guest.page.locator('.meet-alive')).toBeVisible({ timeout: 20_000 })
    await inspect(guest, 'waiting, nobody here yet')

    const host = await visit(session.url('Dr Maria Vega'), {
      as: 'doctor',
      locale,
      prepare: (context) => context.addInitScript(showDocument),
    })
    await expect(host.page.locator('video[data-self]')).toBeVisible()
    await inspect(host, 'precall of a host')
    await press(host, 'precall.start')
    await expect(host.page.locator(letIn)).toBeVisible()
    await inspect(host, 'knock')
    await inspect(guest, 'waiting, the host is here')
    await openWaitingPanel(host)
    await host.page.locator('[data-waiter] [aria-expanded]').click()
    await inspect(host, 'waiting panel, what can be done')
    await host.page.locator('[data-waiter] ul button').first().click()
    await host.page.getByRole('textbox').fill('I am ten minutes late. Please stay where you are.')
    await inspect(host, 'waiting panel, writing')
    await host.page.keyboard.press('Enter')
    await expect(guest.page.locator('blockquote')).toHaveText(/^I am ten minutes late/)
    await inspect(guest, 'waiting, message')
    await host.page.locator('[data-waiter] [aria-expanded]').click()
    await host.page.locator('[data-waiter] ul [aria-haspopup=dialog]').click()
    await expect(host.page.getByRole('dialog')).toBeVisible()
    await inspect(host, 'not now')
    await host.page.locator('dialog [type=submit]').click()
    await reads(guest, 'waiting.turnedAway', 'Dr Maria Vega')
    await inspect(guest, 'turned away')
    await inspect(host, 'waiting panel, told not now')
    await host.page.locator(letIn).click()
    await expect(host.page.locator(letIn)).toHaveCount(1)
    await inspect(host, 'waiting panel, letting in')
    await Promise.all([host.sees(), guest.sees()])
    await expect(host.page.locator('[data-waiter]')).toHaveCount(0)
    await host.page.keyboard.press('w')
    await inspect(host, 'call of two, host')
    await inspect(guest, 'call of two, guest')

    await press(guest, 'call.menu')
    await expect(guest.page.getByRole('dialog')).toBeVisible()
    await inspect(guest, 'menu')
    await guest.page.getByRole('dialog').getByRole('button').nth(1).click()
    await expect(guest.page.getByRole('switch').first()).toBeVisible()
    await inspect(guest, 'settings')
    await guest.page.keyboard.press('Escape')
    await press(guest, 'call.choose.microphone')
    await expect(guest.page.getByRole('dialog')).toBeVisible()
    await inspect(guest, 'choosing a microphone')
    await guest.page.keyboard.press('Escape')
    await guest.page.locator('section [aria-haspopup=dialog]').nth(2).click()
    await expect(guest.page.getByRole('dialog')).toBeVisible()
    await inspect(guest, 'help me')
    await guest.page.getByRole('dialog').getByRole('button').nth(1).click()
    await expect(host.page.getByRole('listitem').getByRole('button').first()).toBeVisible()
    await inspect(host, 'help is asked for')
    await guest.page.keyboard.press('Escape')

    await press(host, 'plugins.chat.control')
    const field = host.page.getByRole('textbox')
    await field.fill('Good morning! How is the knee today?')
    await field.press('Enter')
    await expect(guest.page.locator('[aria-keyshortcuts=C]')).toContainText('1')
    await inspect(guest, 'new message')
    await guest.page.keyboard.press('c')
    await guest.page.getByRole('textbox').fill('Much better, thank you. I sleep well again.')
    await guest.page.getByRole('textbox').press('Enter')
    await expect(host.page.getByRole('log')).toContainText('Much better, thank you.')
    await inspect(host, 'chat')
    await inspect(guest, 'chat of a guest')
    await guest.page.keyboard.press('Escape')
    await press(host, 'call.peopleCount', 2)
    await host.page.locator('aside li [aria-expanded]').click()
    await inspect(host, 'people, what a host can do')
    await host.page.locator('aside [aria-haspopup=dialog]').first().click()
    await inspect(host, 'invite')
    await host.page.keyboard.press('Escape')
    await host.page.locator('aside li [aria-expanded]').click()
    await host.page.locator('aside li ul button').first().click()
    await expect(guest.page.locator('video')).toHaveCount(0)
    await expect(guest.page.getByRole('heading', { level: 1 })).toBeVisible()
    await inspect(guest, 'on hold')
    await inspect(host, 'the other one is on hold')
    await host.page.locator('aside li').nth(1).getByRole('button').filter({ hasText: /\p{L}/u }).first().click()
    await host.sees()
    await host.page.keyboard.press('p')

    await host.page.keyboard.press('s')
    await expect(guest.page.locator('li:has(video[data-screen]) > button')).toBeVisible({ timeout: 20_000 })
    // Who reads it points at nothing.
    await guest.page.mouse.move(720, 4)
    await inspect(guest, 'screen shared')
    await inspect(host, 'sharing the screen')
    await host.page.keyboard.press('s')
    await press(host, 'call.end')
    await inspect(host, 'how to end')
    await host.page.getByRole('dialog').getByRole('button').last().click()
    await expect(guest.page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(guest.page.locator('video')).toHaveCount(0)
    await inspect(guest, 'exit, rating')
  })

  test(`doors (${language})`, async ({ api, visit, product }) => {
    test.setTimeout(900_000)
    const unknown = await visit(`${product.url}/session/nobody`, { locale })
    await expect(unknown.page.locator('main svg').first()).toBeVisible()
    await inspect(unknown, 'wrong link')
    const soon = await api.book({ name: 'Follow-up after surgery', from: 30, to: 60 })
    const early = await visit(soon.url('Ana'), { locale })
    await expect(early.page.getByRole('timer')).toBeVisible()
    await inspect(early, 'too early')
    await api.cancel(soon)
    await expect(early.page.getByRole('timer')).toHaveCount(0)
    await inspect(early, 'cancelled')
    const short = await api.book({ name: 'Follow-up after surgery', fromSeconds: -1_795, toSeconds: 5 })
    const late = await visit(short.url('Ana'), { locale })
    await expect(late.page.locator('form')).toHaveCount(0, { timeout: 20_000 })
    await inspect(late, 'over')

    const session = await api.book({ name: 'Follow-up after surgery' })
    const denied = await visit(session.url('Ana'), {
      locale,
      prepare: (context) =>
        context.addInitScript(() => {
          navigator.mediaDevices.getUserMedia = () =>
            Promise.reject(new DOMException('Permission denied', 'NotAllowedError'))
        }),
    })
    await expect(denied.page.locator('form ol')).toBeVisible()
    await inspect(denied, 'precall, devices refused')
    const lockdown = await visit(session.url('Ana'), {
      locale,
      userAgent:
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1',
      prepare: (context) => context.addInitScript(() => Reflect.deleteProperty(window, 'RTCPeerConnection')),
    })
    await expect(lockdown.page.locator('main ol')).toBeVisible()
    await inspect(lockdown, 'Lockdown Mode')
    const half = await visit(session.url('Ana'), {
      locale,
      prepare: (context) => context.route('**/room/**/*.js', (route) => route.abort()),
    })
    await expect(half.page.locator('#missing h1')).toBeVisible()
    await inspect(half, 'did not load completely')
    const loading = await visit('about:blank', { locale })
    await loading.page.route('**/room/**/*.js', () => {})
    await loading.page.goto(session.url('Ana'), { waitUntil: 'commit' })
    await expect(loading.page.locator('#first h1')).toBeVisible()
    await inspect(loading, 'loading')
  })
}
