import { must } from '@anteroom/client'
import { expect, test } from './support/test.ts'

test('a guest waits, is let in, both see, hear and write, switch off and on, share a screen, and the host ends the call', async ({
  api,
  visit,
}) => {
  const session = await api.book()
  const guest = await visit(session.url('Ana'))
  await guest.join()
  await expect(guest.page.getByRole('heading', { name: 'Dr Vega is not here yet' })).toBeVisible()

  const host = await visit(session.url('Dr Vega'))
  await host.join()
  await expect(host.button('Let in Ana')).toBeVisible()
  await expect(host.page).toHaveTitle(/^\(1\) /)
  await host.button(/^Let in/).click()

  await Promise.all([guest.sees(), host.sees()])
  await Promise.all([guest.hears(), host.hears()])
  await expect(host.page).not.toHaveTitle(/^\(1\) /)

  await host.button('Chat').click()
  await host.page.getByRole('textbox', { name: 'Write a message' }).fill('Please show me the rash.')
  await host.page.keyboard.press('Enter')
  await guest.button(/^Chat/).click()
  await expect(guest.page.getByRole('log')).toContainText('Please show me the rash.')
  await guest.page.getByRole('textbox', { name: 'Write a message' }).fill('Here it is: https://pictures.example/1')
  await guest.page.keyboard.press('Enter')
  await expect(host.page.getByRole('log').getByRole('link', { name: 'https://pictures.example/1' })).toBeVisible()

  const tile = host.page
    .getByRole('list', { name: 'People in the call' })
    .getByRole('listitem')
    .filter({ hasText: 'Ana' })
  await guest.button(/^Mute/).click()
  await expect(tile.getByText('Microphone off')).toBeAttached()
  await guest.button(/^Unmute/).press('Enter')
  await expect(tile.getByText('Microphone off')).not.toBeAttached()
  await host.hears()
  await guest.button('Stop video').click()
  await expect(tile.getByText('Camera off')).toBeAttached()
  await expect(host.page.locator('video[data-visit]')).toHaveCount(0)
  await guest.button('Start video').press('Enter')
  await host.sees()

  await host.button('Share screen').click()
  await expect(guest.page.getByText('Screen of Dr Vega')).toBeVisible()
  await host.page.getByRole('main').getByRole('button', { name: 'Stop sharing' }).click()
  await expect(guest.page.getByText('Screen of Dr Vega')).toBeHidden()

  await host.button('End call').click()
  await host.button(/^End for everyone/).click()
  for (const person of [host, guest]) {
    await expect(person.page.getByRole('heading', { name: 'The call has ended' })).toBeVisible()
  }
})

test('the summary tells when both were there, and what their browsers sent and received', async ({ api, visit }) => {
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const guest = await visit(session.url('Ana'))
  await guest.join()
  await Promise.all([guest.sees(), host.sees()])

  const people = async () => {
    const params = { path: { session_id: session.session_id } }
    return (await must(api.client.GET('/v1/sessions/{session_id}/summary', { params }))).participants
  }
  // Fake cameras send some hundred kbit/s; what is counted wrongly is off by far more.
  await expect(async () => {
    for (const { bandwidth } of await people()) {
      for (const rate of Object.values(bandwidth)) {
        expect(rate).toBeGreaterThan(20)
        expect(rate).toBeLessThan(5_000)
      }
    }
  }).toPass({ timeout: 15_000 })

  await guest.button('End call').click()
  await expect(guest.page.getByRole('heading', { name: 'You have left the call' })).toBeVisible()
  await expect(host.page.getByText(/^Ana left at /)).toBeVisible()
  const [first, second] = await people()
  expect(first).toMatchObject({ role: 'HOST', exit_time: { left_at: null, left_reason: null } })
  expect(second).toMatchObject({ role: 'GUEST', exit_time: { left_reason: 'left' } })
  const times = [first?.entry_time, second?.entry_time, second?.exit_time.left_at].map((time) => Date.parse(time ?? ''))
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  expect(times).not.toContain(Number.NaN)
})

// Thirty streams of sound from one small machine to itself are more than it has time for, and six people speak hardly ever at
// once: two have a microphone, and all have a camera.
test('six people see each other, and hear those who speak', async ({ api, visit }) => {
  test.setTimeout(240_000)
  const people = Array.from({ length: 6 }, (_, at) => ({
    name: `Person ${at + 1}`,
    role: at === 0 ? ('host' as const) : ('participant' as const),
  }))
  const session = await api.book({ people })
  const visitors = []
  for (const [at, { name }] of people.entries()) {
    const visitor = await visit(session.url(name), {
      // Drawing large windows takes time; how pictures are laid out is seen elsewhere.
      viewport: { width: 640, height: 480 },
      prepare: (context) => context.addInitScript(takeLightDevices, { hasMicrophone: at < 2 }),
    })
    await visitor.join()
    visitors.push(visitor)
  }
  await Promise.all(visitors.map((visitor) => visitor.hasSeen(5)))
  await Promise.all(visitors.map((visitor, at) => visitor.hears(at < 2 ? 1 : 2)))
})

/** A camera with a small picture, and a microphone whose sound nobody works on, or none. Runs in the page. */
function takeLightDevices({ hasMicrophone }: { hasMicrophone: boolean }) {
  const devices = navigator.mediaDevices
  const take = devices.getUserMedia.bind(devices)
  const lighter = (wanted: boolean | MediaTrackConstraints | undefined, settings: MediaTrackConstraints) =>
    typeof wanted === 'object' ? { ...wanted, ...settings } : Boolean(wanted) && settings
  devices.getUserMedia = async ({ video, audio } = {}) => {
    if (audio && !hasMicrophone) throw new DOMException('none', 'NotFoundError')
    return take({
      video: lighter(video, { width: 160, height: 120 }),
      audio: lighter(audio, { echoCancellation: false, noiseSuppression: false, autoGainControl: false }),
    })
  }
}
