import { inspectInEachLook as inspect } from '../support/looks.ts'
import { expect } from '../support/test.ts'
import { openWaitingPanel, test } from './test.ts'

const heading = { level: 1 } as const

test('doors', async ({ api, visit }) => {
  test.setTimeout(900_000)

  const tomorrow = await api.book({ from: 26 * 60, to: 27 * 60, name: 'Follow-up after surgery' })
  const early = await visit(tomorrow.url('Ana'))
  await expect(early.page.getByRole('heading', heading)).toHaveText('You are early')
  await inspect(early.page, 'too early, tomorrow')

  const owned = await api.book({ flags: ['session;enforce-participant-uniqueness', '-plugin;waiting-room'] })
  const first = await visit(owned.url('Ana'))
  await first.join()
  await expect(first.button('Menu')).toBeVisible()
  const second = await visit(owned.url('Ana'))
  await expect(second.page.getByRole('heading', heading)).toHaveText('Open this on the device you used first')
  await inspect(second.page, 'link of another browser')

  const session = await api.book({ flags: ['-plugin;waiting-room', 'customisation;return-url;https://example.org/'] })
  const ana = await visit(session.url('Ana'))
  await ana.join()
  await expect(ana.button('Menu')).toBeVisible()
  const participant_id = String(session.participants.find(({ display_name }) => display_name === 'Ana')?.participant_id)
  await api.client.DELETE('/v1/participants/{participant_id}', { params: { path: { participant_id } } })
  await expect(ana.page.getByRole('heading', heading)).toHaveText('You are no longer part of this call')
  await inspect(ana.page, 'removed')

  const inApp = await visit(session.url('Dr Vega'), {
    userAgent:
      'Mozilla/5.0 (Linux; Android 16; Pixel 9 Build/BP2A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36 Instagram 400.0',
    prepare: (context) =>
      context.addInitScript(() => {
        Object.defineProperty(Navigator.prototype, 'mediaDevices', { get: () => undefined })
      }),
  })
  await expect(inApp.page.getByRole('heading', heading)).toHaveText('Please open this page in another browser')
  await inspect(inApp.page, 'in the browser of an app')

  const themed = await api.book({
    flags: [
      'customisation;background-color;#12343b',
      'customisation;button-primary;#e1b382',
      'customisation;button-secondary;#12343b',
    ],
  })
  const guest = await visit(themed.url('Ana'))
  await expect(guest.page.getByText('Your microphone works')).toBeVisible()
  await inspect(guest.page, 'precall in colours of the practice')
  await guest.join()
  await expect(guest.page.getByRole('heading', heading)).toHaveText('Dr Vega is not here yet')
  await inspect(guest.page, 'waiting in colours of the practice')
})

test('precall', async ({ api, visit }) => {
  test.setTimeout(900_000)
  const checked = { timeout: 60_000 }

  const session = await api.book({ name: 'Follow-up after surgery' })
  const ana = await visit(session.url('Ana'))
  await expect(ana.page.getByText('Your microphone works')).toBeVisible()
  const line = ana.page.locator('summary', { hasText: 'No problems found' })
  await expect(line).toBeVisible(checked)
  await inspect(ana.page, 'precall, checked')
  await line.click()
  await inspect(ana.page, 'precall, connection check open')
  await line.click()
  await ana.button('Stop video').click()
  await ana.button('Mute microphone').click()
  // Its disc would look larger than the other.
  await ana.page.mouse.move(720, 4)
  await inspect(ana.page, 'precall, all off')
  await ana.button('Start video').click()
  await ana.page.getByText('Camera and sound').first().click()
  await expect(ana.page.getByRole('switch', { name: 'Blur my background' })).toBeVisible()
  await inspect(ana.page, 'precall, devices open')

  const other = await api.book()
  const tom = await visit(other.url('Ana'), {
    prepare: (context) =>
      context.addInitScript(() => {
        const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
        navigator.mediaDevices.getUserMedia = (wish) =>
          wish?.video ? Promise.reject(new DOMException('In use', 'NotReadableError')) : ask(wish)
      }),
  })
  await expect(tom.page.getByText('You can join with sound only.')).toBeVisible()
  await inspect(tom.page, 'precall, camera in use')

  const without = await visit((await api.book()).url('Ana'), {
    prepare: (context) =>
      context.addInitScript(() => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('None', 'NotFoundError'))
      }),
  })
  await expect(without.page.getByText(/You can see, hear and write/)).toBeVisible()
  await inspect(without.page, 'precall, no devices')
})

test('a link without a name, in two windows', async ({ api, visit }) => {
  test.setTimeout(900_000)
  const session = await api.book({
    name: 'Follow-up after surgery',
    people: [{ name: 'Dr Maria Vega', role: 'host' }, { role: 'guest' }],
  })
  const url = session.participants[1]?.entry_url ?? ''
  const unnamed = await visit(url)
  await unnamed.join()
  await expect(unnamed.page.getByRole('alert')).not.toBeEmpty()
  await inspect(unnamed.page, 'precall without a name')
  await unnamed.page.getByRole('textbox', { name: 'Your name' }).fill('Ana Lindgren')
  await unnamed.join()
  await expect(unnamed.page.getByRole('heading', heading)).toHaveText('Dr Maria Vega is not here yet')
  const page = await unnamed.context.newPage()
  await page.goto(url)
  await expect(page.getByText('Your call is open in another window.')).toBeVisible()
  await inspect(page, 'precall, open in another window')
  await page.getByRole('button', { name: 'Move the call here' }).click()
  await expect(unnamed.button('Move this call here')).toBeVisible()
  await inspect(unnamed.page, 'taken over')
  await page.getByRole('button', { name: 'Leave' }).click()
  await inspect(page, 'leaving the waiting room')
  await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click()
  await expect(page.getByRole('heading', heading)).toHaveText('You have left the call')
  await inspect(page, 'left the waiting room')
})

test('another device', async ({ api, visit }) => {
  test.setTimeout(900_000)
  const session = await api.book({ name: 'Follow-up after surgery' })
  const host = await visit(session.url('Dr Vega'), { as: 'doctor' })
  await host.join()
  const laptop = await visit(session.url('Ana'))
  await laptop.join()
  await host.button('Let in Ana').click()
  await expect(laptop.button('Menu')).toBeVisible()
  const phone = await visit(session.url('Ana'))
  await expect(phone.page.getByText('Your microphone works')).toBeVisible()
  await inspect(phone.page, 'precall, open on another device')
  await phone.join()
  await expect(phone.page.getByRole('heading', heading)).toHaveText('Please confirm on your other device')
  await inspect(phone.page, 'asks for the place')
  await expect(laptop.page.getByRole('dialog')).toBeVisible()
  await inspect(laptop.page, 'is asked for the place')
  await expect(host.page.getByText('Ana’s link was opened on another device').first()).toBeVisible()
  await inspect(host.page, 'another device knocks')
  await openWaitingPanel(host)
  await inspect(host.page, 'waiting panel, another device')
  await laptop.button('Stay here').last().click()
  await expect(phone.page.getByRole('heading', heading)).toHaveText('Your call stays on your other device')
  await inspect(phone.page, 'is refused the place')
  const second = await visit(session.url('Dr Vega'), { as: 'doctor' })
  await second.join()
  await expect(second.page.getByText('If nobody answers there')).toBeVisible()
  await inspect(second.page, 'host asks for the place')
})

test('waiting', async ({ api, visit }) => {
  test.setTimeout(900_000)
  const session = await api.book({
    name: 'Follow-up after surgery',
    people: [
      { name: 'Dr Maria Vega', role: 'host' },
      { name: 'Ana Lindgren', role: 'guest' },
      { name: 'Tomasz Brzęczyszczykiewicz', role: 'guest' },
    ],
  })
  const tom = await visit(session.url('Tomasz Brzęczyszczykiewicz'), { as: 'tomasz' })
  await tom.join()
  await expect(tom.page.getByText('You are first.')).toBeVisible()
  const ana = await visit(session.url('Ana Lindgren'))
  await ana.join()
  await expect(ana.page.getByRole('heading', heading)).toHaveText('One person is ahead of you')
  await inspect(ana.page, 'waiting, one before')
  const host = await visit(session.url('Dr Maria Vega'), { as: 'doctor' })
  await host.join()
  await expect(host.page.getByRole('heading', { name: '2 people are waiting' })).toBeVisible()
  await inspect(host.page, 'two knock')
  await openWaitingPanel(host)
  await host.button('More for Ana Lindgren').click()
  await inspect(host.page, 'waiting panel, what can be done')
  await host.button('Message to Ana Lindgren').click()
  const message = 'The doctor is ten minutes late. We are sorry; please stay where you are.'
  await host.page.getByRole('textbox', { name: /Message to Ana/ }).fill(message)
  await inspect(host.page, 'waiting panel, writing')
  await host.button('Send').click()
  await expect(ana.page.getByText(message, { exact: true })).toBeVisible()
  await inspect(ana.page, 'waiting, message')
  await inspect(host.page, 'waiting panel')
  await host.button('More for Ana Lindgren').click()
  await host.button('Not now: Ana Lindgren').click()
  await inspect(host.page, 'not now, why?')
  await host.page.locator('dialog [type=submit]').click()
  await expect(ana.page.getByRole('heading', heading)).toHaveText('Dr Maria Vega needs a little longer')
  await inspect(ana.page, 'turned away')
  await host.button(/^Let in Tomasz/).click()
  await Promise.all([host.sees(), tom.sees()])
  await expect(host.page.getByText(/^Not now\./)).toBeVisible()
  await inspect(host.page, 'waiting panel, told not now')
  await host.button(/^People/).click()
  await host.button(/^More for Tomasz/).click()
  await host.button(/^To waiting room/).click()
  await expect(tom.page.getByRole('heading', heading)).toHaveText('Back in the waiting room for a moment')
  await inspect(tom.page, 'sent back to the waiting room')
  await tom.context.setOffline(true)
  await expect(tom.page.getByText('No connection at the moment').first()).toBeVisible({ timeout: 20_000 })
  await inspect(tom.page, 'waiting, no connection')
})
