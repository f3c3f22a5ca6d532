import type { Page } from '@playwright/test'
import { expect, test } from './support/test.ts'

/** The offers that reach a page. */
function countOffers(page: Page) {
  let count = 0
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      // A signal is a text within the text of the frame.
      if (/"type\\*":\\*"offer/.test(String(payload))) count++
    }),
  )
  return () => count
}

test('a page that is loaded again in a call is back with one offer, whichever side it is', async ({ api, visit }) => {
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const guest = await visit(session.url('Ana'))
  const offers = countOffers(guest.page)
  await guest.join()
  await Promise.all([host.sees(), guest.sees()])
  // Those of the first load may be missed: its socket may have been there before anybody listened.
  const before = offers()
  for (const [reloaded, times] of [
    [guest, 1],
    [host, 2],
    [guest, 3],
  ] as const) {
    await reloaded.page.reload()
    await Promise.all([host.sees(), guest.sees()])
    expect(offers() - before).toBe(times)
  }
})

test('a call that is loaded again takes its own last state, and not that of the call in another tab', async ({
  api,
  visit,
}) => {
  const flags = ['-plugin;waiting-room']
  const [one, other] = [await api.book({ flags }), await api.book({ flags })]
  const host = await visit(one.url('Dr Vega'))
  await host.join()
  await host.button('Mute microphone').click()
  await host.button('Stop video').click()
  const second = await host.page.context().newPage()
  await second.goto(other.url('Dr Vega'))
  await second.getByRole('button', { name: 'Start call' }).click()
  await expect(second.getByRole('button', { name: 'Mute microphone', exact: true })).toBeVisible()
  await host.page.reload()
  await expect(host.button('Unmute microphone')).toBeVisible()
  await expect(host.button('Start video')).toBeVisible()
})

test('"Back" in a call asks first, and after it switches nothing on', async ({ api, visit }) => {
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  const guest = await visit('about:blank')
  await guest.page.goto(session.url('Ana'))
  await guest.page.goto(`${session.url('Ana')}?lang=en`)
  await guest.join()
  await expect(guest.page.getByText('Nobody else is here yet')).toBeVisible()
  // Whoever has just pressed something in the page goes because of it, and is not asked.
  const playsFor = () =>
    guest.page.evaluate(() => document.querySelector<HTMLVideoElement>('video[data-self]')?.currentTime)
  await expect.poll(playsFor).toBeGreaterThan(1)
  const [asked] = await Promise.all([
    guest.page.waitForEvent('dialog'),
    guest.page.evaluate(() => setTimeout(() => history.back())),
  ])
  expect(asked.type()).toBe('beforeunload')
  await asked.dismiss()
  await expect(guest.page.getByText('Nobody else is here yet')).toBeVisible()

  await guest.button(/^(Leave|Exit|End)/).click()
  await expect(guest.page.getByRole('heading', { name: 'You have left the call' })).toBeVisible()
  await guest.page.goBack()
  await expect(guest.page.getByText('Your camera is off')).toBeVisible()
  await expect(guest.button('Join')).toBeVisible()
})
