import type { ConnectionCheck } from '@anteroom/contract/api/connection-check'
import { createStore } from '@anteroom/ui/ground/store.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { Room } from '../src/room.ts'
import { draw } from './support/draw.ts'
import { inspect } from './support/looks.ts'
import { button, heading } from './support/screen.ts'
import { viewOf } from './support/view.ts'

type EarlyAnswer = Awaited<NonNullable<ReturnType<Room['earlyJoin']>>>

const good: ConnectionCheck = {
  browser: { status: 'ok', detail: null },
  camera: { status: 'ok', detail: null },
  microphone: { status: 'ok', detail: null },
  speaker: { status: 'untested', detail: null },
  reachability: {
    status: 'ok',
    detail: null,
    paths: [
      { way: 'websocket', status: 'ok' },
      { way: 'long-polling', status: 'ok' },
      { way: 'direct', status: 'ok' },
    ],
  },
  bandwidth: { status: 'ok', detail: null, up: 4_300, down: 12_000 },
}
const checkOf = (found: Partial<ConnectionCheck> = {}) => ({
  state: createStore({ running: false, result: { ...good, ...found } }),
  setHeard: vi.fn(),
  again: vi.fn(),
})
/** What it says aloud is on the page as well, after it. */
const line = () => page.getByText(/^(?:No problems found|Your (?:connection|network))/).first()
const part = (name: string) => page.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) })

test('whoever has pressed Join before anything was drawn is on the way in, or reads why not', async () => {
  const asked = Promise.withResolvers<EarlyAnswer>()
  const { server, said } = await draw(viewOf(), { earlyJoin: () => asked.promise })
  const joining = button('Joining…')
  await expect.element(joining).toHaveAttribute('aria-disabled', 'true')
  await joining.click({ force: true })
  expect(server.asked).toEqual([])
  asked.resolve({ ok: false, problem: 'unavailable' })
  await expect.element(button('Join')).not.toHaveAttribute('aria-disabled')
  await expect.poll(said).toMatch(/not.*reach|connection|moment/i)
  await button('Join').click()
  await expect.poll(() => server.asked).toEqual([{ event: 'visit:enter', payload: {} }])
})

test('whoever has a name is ready with one click', async () => {
  const { server } = await draw(viewOf())
  await expect.element(page.getByText(/^Your microphone works/)).toBeVisible()
  await expect.element(document.body).toMatchAriaInlineSnapshot(`
    - banner:
      - text: Riverside Clinic
      - button "Larger text and buttons"
    - main:
      - heading "Ready to join?" [level=1]
      - paragraph: Dr Maria Vega is not here yet
      - paragraph:
        - time: Today, 15:40 – 16:10
        - text: Follow-up after surgery
      - region "Camera and sound":
        - img "Your picture, as in a mirror"
        - button "Mute microphone"
        - button "Stop video"
      - button "Join"
      - button "Leave"
    - contentinfo:
      - combobox "Language"
  `)
  await inspect('precall')
  await button('Join').click()
  expect(server.asked).toEqual([{ event: 'visit:enter', payload: {} }])
})

test('whoever is to be named by themselves cannot join without a name', async () => {
  const { server } = await draw(viewOf({ me: { name: null, nameGiven: false } }))
  await button('Join').click()
  const field = page.getByRole('textbox', { name: 'Your name' })
  await expect.element(field).toHaveFocus()
  await expect.element(page.getByRole('alert')).toHaveTextContent('Please write your name.')
  await inspect('precall without a name')
  await field.fill('\u3164 \u200b')
  await button('Join').click()
  await expect.element(page.getByRole('alert')).toHaveTextContent('Please write your name.')
  await field.fill('Tom')
  await button('Join').click()
  expect(server.asked).toEqual([{ event: 'visit:enter', payload: { name: 'Tom' } }])
})

test('a no of the server is told, and another try is possible', async () => {
  const { server } = await draw(viewOf())
  server.answers['visit:enter'] = { ok: false, problem: 'unavailable' }
  await button('Join').click()
  await expect.element(page.getByRole('alert')).not.toBeEmptyDOMElement()
  await expect.element(button('Join')).not.toHaveAttribute('aria-disabled')
})

test('devices that are blocked keep nobody out, and the way to them is told', async () => {
  const { device, server } = await draw(viewOf())
  device.fail('camera', 'denied')
  device.fail('microphone', 'denied')
  await expect.element(page.getByText('Your camera and microphone are blocked')).toBeVisible()
  await expect.element(heading()).toHaveTextContent('Almost ready')
  await expect.element(button('Try again: camera and microphone')).toBeVisible()
  await expect.element(button('Start video')).not.toBeInTheDocument()
  await expect.element(page.getByRole('list').getByText(/Come back here/)).toBeVisible()
  await expect.element(page.getByText('Camera and sound')).not.toBeInTheDocument()
  await inspect('precall with devices denied')
  // On a phone what helps comes first, and the way in follows it.
  await page.viewport(360, 640)
  const top = (text: string) => page.getByText(text).first().element().getBoundingClientRect().top
  expect(top('Your camera and microphone are blocked')).toBeLessThan(top('Dr Maria Vega'))
  const boxOf = (name: string) => button(name).element().getBoundingClientRect()
  for (const [width, height] of [
    [360, 480],
    [320, 568],
  ] as const) {
    await page.viewport(width, height)
    const way = boxOf('Join without camera and microphone')
    await expect.poll(() => way.top).toBeGreaterThan(boxOf('Try again: camera and microphone').bottom)
  }
  await page.viewport(360, 640)
  await expect.element(button('Join without camera and microphone')).toBeInViewport({ ratio: 1 })
  await button('Join without camera and microphone').click()
  expect(server.asked).toMatchObject([{ event: 'visit:enter' }])
})

test('whoever has a microphone only joins with sound only', async () => {
  const { device } = await draw(viewOf())
  device.fail('camera', 'in-use')
  await expect.element(page.getByText('You can join with sound only.')).toBeVisible()
  await button('Mute microphone').click()
  await expect.element(button('Unmute microphone')).toBeVisible()
  await inspect('precall, camera in use')
})

test('without any device one sees, hears and writes', async () => {
  const { device } = await draw(viewOf())
  for (const kind of ['camera', 'microphone'] as const) device.fail(kind, 'missing')
  await expect.element(page.getByText(/You can see, hear and write/)).toBeVisible()
  await inspect('precall, no devices')
})

test('devices are switched off and chosen before anybody sees or hears them', async () => {
  await draw(viewOf())
  await button('Stop video').click()
  await button('Mute microphone').click()
  await expect.element(button('Start video')).toBeVisible()
  await expect.element(button('Unmute microphone')).toBeVisible()
  await expect.element(page.getByRole('img', { name: /Your picture/ })).not.toBeInTheDocument()
  await expect.element(page.getByText('You join with camera and microphone off.')).toBeVisible()
  await inspect('precall, all off')
  await page.getByText('Camera and sound').click()
  await expect.element(page.getByRole('switch', { name: 'Blur my background' })).toBeVisible()
  await page.getByRole('combobox', { name: 'Microphone' }).selectOptions('Headset')
  await expect.element(page.getByRole('combobox', { name: 'Microphone' })).toHaveValue('microphone-2')
  await inspect('precall, devices open')
})

test('a host reads who waits and since when, and starts the call', async () => {
  const guest = { name: 'Ana Lindgren', role: 'GUEST', inCall: false } as const
  const me = { role: 'HOST', name: 'Dr Maria Vega' } as const
  const waits = { ...guest, waits: true, waitsSince: '2030-05-06T09:56:00.000Z' } as const
  const { server } = await draw(viewOf({ me, expected: [waits] }))
  await expect.element(heading()).toHaveTextContent('Ready to start?')
  await expect.element(page.getByText(/is in the waiting room · 4\smin$/)).toBeVisible()
  await expect.element(button('Start call')).toBeVisible()
  server.set(viewOf({ me, expected: [{ ...guest, inCall: true }] }))
  await expect.element(button('Join')).toBeVisible()
})

test('a link that is open elsewhere says so before anybody asks for its place', async () => {
  const { server } = await draw(viewOf({ phase: { name: 'precall', openElsewhere: 'another-browser' } }))
  await expect.element(page.getByText('Your call is open on another device.')).toBeVisible()
  await expect.element(page.getByText('Your other device will ask you to agree.')).toBeVisible()
  await expect.element(heading()).toHaveTextContent('Move the call here?')
  await expect.element(page.getByText('Nobody can see or hear you yet.')).not.toBeInTheDocument()
  await expect.element(button('Move the call here')).toBeVisible()
  await inspect('precall, open on another device')
  server.set(viewOf({ phase: { name: 'precall', openElsewhere: 'this-browser' } }))
  await expect.element(page.getByText('Your call is open in another window.')).toBeVisible()
})

test('the check says in one line what it has found, and in parts what each was', async () => {
  const { check } = await draw(viewOf())
  const found = checkOf()
  check.set(found)
  await expect.element(line()).toHaveTextContent('No problems found')
  await inspect('precall, checked')
  await line().click()
  await expect.element(part('Browser')).toMatchTextContent('Can do video calls.')
  await expect.element(part('Camera')).toMatchTextContent('Works.')
  await expect.element(part('Microphone')).toMatchTextContent('You can be heard.')
  await expect.element(part('Network').first()).toMatchTextContent('Lets the call through.')
  await expect.element(part('Speed')).toMatchTextContent('Enough for picture and sound.')
  await expect.element(page.getByText('Sending 4.3, receiving 12 Mbit/s')).not.toBeVisible()
  await page.getByText('Technical details').click()
  await expect.element(page.getByText('Sending 4.3, receiving 12 Mbit/s')).toBeVisible()
  await expect.element(part('Speaker')).toMatchTextContent('Not tried yet.')
  await button('Play a sound').click()
  await expect.element(button('I heard it')).toBeVisible()
  await expect.element(part('Speaker')).toMatchTextContent('Do you hear it?')
  // Not while it sounds.
  await expect.element(button('Play a sound'), { timeout: 5_000 }).not.toHaveAttribute('aria-disabled')
  await inspect('precall, connection check open')
  await button('I heard it').click()
  expect(found.setHeard).toHaveBeenCalledWith(true)
  await button('Check again').click()
  expect(found.again).toHaveBeenCalledOnce()
})

test('a weak line is called weak, and has no offer of sound only', async () => {
  const { check } = await draw(viewOf())
  check.set(checkOf({ bandwidth: { status: 'warning', detail: 'weak', up: 250, down: 250 } }))
  await expect.element(line()).toHaveTextContent('Your connection is weak')
  await expect.element(button('Switch my camera off')).not.toBeInTheDocument()
})

test('a line for sound only is offered as that, and never more than offered', async () => {
  const { check } = await draw(viewOf())
  check.set(checkOf({ bandwidth: { status: 'warning', detail: 'sound-only', up: 100, down: 100 } }))
  await expect.element(line()).toHaveTextContent('Your connection is good for sound only')
  await expect.element(button('Stop video')).toBeVisible()
  await inspect('precall with a slow line')
  await button('Switch my camera off').click()
  await expect.element(button('Start video')).toBeVisible()
  await expect.element(line()).toHaveFocus()
  await expect.element(button('Switch my camera off')).not.toBeInTheDocument()
})

test('an app’s own browser is told the way out, and may go on all the same', async () => {
  Object.defineProperty(navigator, 'mediaDevices', { value: undefined, configurable: true })
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'mediaDevices'))
  await draw(viewOf())
  await expect.element(heading()).toHaveTextContent('Please open this page in another browser')
  await expect.element(button('Join')).not.toBeInTheDocument()
  const steps = page.getByRole('main').getByRole('listitem')
  await expect.element(steps.nth(0).getByRole('button', { name: 'Copy link' })).toBeVisible()
  await expect.element(steps.nth(1)).toMatchTextContent(/^Open .* paste the link/)
  await expect.element(page.getByText(/^Or look for a menu/)).toBeVisible()
  await expect.element(page.getByRole('img', { name: /^Code with the link/ })).not.toBeInTheDocument()
  await inspect('other browser')
  await page.getByText('Use another device').click()
  await expect.element(page.getByRole('img', { name: /^Code with the link/ })).toBeVisible()
  await inspect('other browser, another device')
  await button('Go on without camera and microphone').click()
  await expect.element(button('Join')).toBeVisible()
})
