import { chromium } from '@playwright/test'
import { keepTracks, takeAway } from './support/faults.ts'
import { open, type Person } from './support/person.ts'
import { expect, test } from './support/test.ts'

const withoutWaiting = { flags: ['-plugin;waiting-room'] }

/** Somebody's tile at somebody else's. */
const tileOf = ({ page }: Person, name: string) =>
  page.getByRole('list', { name: 'People in the call' }).getByRole('listitem').filter({ hasText: name })

test('a phone call takes camera and microphone: both sides read so, and one tap brings them back', async ({
  api,
  visit,
}) => {
  const session = await api.book(withoutWaiting)
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const guest = await visit(session.url('Ana'))
  await guest.page.addInitScript(keepTracks)
  await guest.page.reload()
  await guest.join()
  await Promise.all([host.sees(), guest.sees()])

  await takeAway(guest.page, 'mute')
  const resume = guest.button('Resume camera and sound')
  await expect(resume).toBeVisible()
  await expect(tileOf(host, 'Ana').getByText('Interrupted for a moment')).toBeVisible()

  // It may be over by itself …
  await takeAway(guest.page, 'unmute')
  await expect(resume).toBeHidden()
  await expect(tileOf(host, 'Ana').getByText('Interrupted for a moment')).toBeHidden()

  // … or need a tap, which opens the devices anew.
  await takeAway(guest.page, 'mute')
  await resume.click()
  await expect(resume).toBeHidden()
  await expect(tileOf(host, 'Ana').getByText('Interrupted for a moment')).toBeHidden()
  await host.sees()
  await host.hears()
})

test('a microphone that is gone is replaced by another one at once, and its owner reads which', async ({
  api,
  visit,
}) => {
  const session = await api.book(withoutWaiting)
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const guest = await visit(session.url('Ana'))
  await guest.page.addInitScript(keepTracks)
  await guest.page.reload()
  await guest.join()
  await Promise.all([host.sees(), guest.sees()])
  const choice = guest.page.getByRole('combobox', { name: 'Microphone' })
  await guest.button('Menu').click()
  await guest.button('Settings').click()
  // Another one than any: a microphone that is asked for in general is the first of the list.
  await expect(choice).toBeVisible()
  const names = await choice.getByRole('option').allTextContents()
  await choice.selectOption({ label: names.at(-1) ?? '' })
  await expect(choice.getByRole('option', { selected: true })).toHaveText(names.at(-1) ?? '')
  await guest.page.keyboard.press('Escape')
  await host.hears()

  await takeAway(guest.page, 'ended')
  const note = guest.page.getByText(/ is gone\. Now using /)
  await expect(note).toBeVisible()
  await guest.button('OK').click()
  await expect(note).toBeHidden()
  await expect(guest.button('Mute microphone')).toBeVisible()
  await host.hears()
})

test('noise suppression is on, can be switched off in the call, and stays off', async ({ api, visit }) => {
  const session = await api.book(withoutWaiting)
  const host = await visit(session.url('Dr Vega'))
  await host.page.addInitScript(keepTracks)
  await host.page.reload()
  await host.join()
  const isOn = () =>
    host.page.evaluate(() => {
      const tracks = Reflect.get(globalThis, 'tracksOfTest') as MediaStreamTrack[]
      const microphone = tracks.filter(({ kind, readyState }) => kind === 'audio' && readyState === 'live')
      return microphone.map((track) => track.getSettings().noiseSuppression)
    })
  await host.button('Choose a microphone').click()
  const noise = host.page.getByRole('switch', { name: 'Reduce background noise' })
  await expect(noise).toBeChecked()
  await expect.poll(isOn).toEqual([true])
  await noise.click()
  await expect.poll(isOn).toEqual([false])
  await host.page.reload()
  await expect.poll(isOn).toEqual([false])
})

test('devices that were refused come without a reload once they are allowed', async ({ api, visit }) => {
  const session = await api.book(withoutWaiting)
  // Without the flag that says yes to every question, Chromium says no to those that nobody answers.
  const { executablePath, args = [] } = test.info().project.use.launchOptions ?? {}
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: args.filter((arg) => arg !== '--use-fake-ui-for-media-stream'),
  })
  try {
    const guest = await open(browser, session.url('Ana'))
    await expect(guest.page.getByText('Your camera and microphone are blocked')).toBeVisible()
    await guest.join()
    await expect(guest.page.getByText('Nobody else is here yet')).toBeVisible()
    const loaded = await guest.page.evaluate(() => performance.timeOrigin)
    const host = await visit(session.url('Dr Vega'))
    await host.join()
    await expect(tileOf(host, 'Ana').getByText('Camera off')).toBeAttached()

    await guest.context.grantPermissions(['camera', 'microphone'])
    await host.sees()
    await host.hears()
    expect(await guest.page.evaluate(() => performance.timeOrigin)).toBe(loaded)
  } finally {
    await browser.close()
  }
})

test('a page that is offline for a while says so, and sound and picture go on', async ({ api, visit }) => {
  const session = await api.book(withoutWaiting)
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const guest = await visit(session.url('Ana'))
  await guest.join()
  await Promise.all([host.sees(), guest.sees()])
  await guest.context.setOffline(true)
  const banner = guest.page.locator('section', { hasText: 'Reconnecting… You can go on talking.' })
  await expect(banner).toBeVisible({ timeout: 20_000 })
  await guest.context.setOffline(false)
  await expect(banner).toBeHidden({ timeout: 20_000 })
  await Promise.all([host.sees(), guest.sees()])
  await Promise.all([host.hears(), guest.hears()])
  await expect(host.page.getByText('Ana', { exact: true }).first()).toBeVisible()
})
