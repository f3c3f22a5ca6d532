import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { inspect } from './support/looks.ts'
import { button } from './support/screen.ts'
import { ana, guestsCall, hostsCall, left, tom, viewOf } from './support/view.ts'

const question = () => page.getByRole('dialog', { name: 'Switch your microphone on?' })

test('a device is switched off at once, and it is said', async () => {
  const { obey, device, said } = await draw(guestsCall())
  const heard = said
  expect(await obey({ command: 'mute', value: 'microphone' })).toBeNull()
  expect(await obey({ command: 'mute', value: 'camera' })).toBeNull()
  expect(device.devices.microphone.get().wanted).toBe(false)
  await expect.element(button('Unmute microphone')).toBeVisible()
  await expect.element(button('Start video')).toBeVisible()
  await expect.poll(heard).toContain('Microphone off Camera off')
  // Also where it is off already.
  expect(await obey({ command: 'mute', value: 'camera' })).toBeNull()
})

test('before the call, too, and not where there are no devices', async () => {
  const { obey, server } = await draw(viewOf())
  expect(await obey({ command: 'mute', value: 'camera' })).toBeNull()
  await expect.element(button('Start video')).toBeVisible()
  server.set(viewOf({ phase: left }))
  for (const command of ['mute', 'askToUnmute'] as const)
    expect(await obey({ command, value: 'camera' })).toBe('wrong-phase')
})

test('a device goes on when its person says so, and not before', async () => {
  const { obey, device } = await draw(guestsCall())
  expect(await obey({ command: 'askToUnmute', value: 'microphone' })).toBeNull()
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  await obey({ command: 'mute', value: 'microphone' })
  const asked = obey({ command: 'askToUnmute', value: 'microphone' })
  await expect.element(question()).toBeVisible()
  expect(device.devices.microphone.get().wanted).toBe(false)
  await inspect('the page around asks for the microphone')
  // One question at a time.
  await obey({ command: 'mute', value: 'camera' })
  expect(await obey({ command: 'askToUnmute', value: 'camera' })).toBe('busy')
  await button('Switch microphone on').click()
  expect(await asked).toBeNull()
  expect(device.devices.microphone.get().wanted).toBe(true)
  await expect.element(question()).not.toBeInTheDocument()
})

test('who has said no is not asked again at once', async () => {
  const { obey, device } = await draw(guestsCall())
  await obey({ command: 'mute', value: 'microphone' })
  const asked = obey({ command: 'askToUnmute', value: 'microphone' })
  await expect.element(question()).toBeVisible()
  await userEvent.keyboard('{Escape}')
  expect(await asked).toBe('declined')
  expect(await obey({ command: 'askToUnmute', value: 'microphone' })).toBe('declined')
  await expect.element(question()).not.toBeInTheDocument()
  expect(device.devices.microphone.get().wanted).toBe(false)
})

test('the question goes away with what it is about', async () => {
  const { obey, server, device } = await draw(guestsCall())
  await obey({ command: 'mute', value: 'microphone' })
  const answered = obey({ command: 'askToUnmute', value: 'microphone' })
  await expect.element(question()).toBeVisible()
  device.devices.setWanted('microphone', true)
  expect(await answered).toBeNull()
  await expect.element(question()).not.toBeInTheDocument()
  await obey({ command: 'mute', value: 'microphone' })
  const gone = obey({ command: 'askToUnmute', value: 'microphone' })
  await expect.element(question()).toBeVisible()
  server.set(guestsCall({ phase: left }))
  expect(await gone).toBe('wrong-phase')
  await expect.element(question()).not.toBeInTheDocument()
})

test('the name is filled in where it is asked for, and its person may change it', async () => {
  const { obey, server } = await draw(viewOf({ me: { name: null, nameGiven: false } }))
  await button('Join').click()
  expect(await obey({ command: 'setName', value: ' Ana\u202e Lind\n' })).toBeNull()
  const field = page.getByRole('textbox', { name: 'Your name' })
  await expect.element(field).toHaveValue('Ana Lind')
  await expect.element(field).not.toHaveAttribute('aria-invalid', 'true')
  for (const value of ['', ' \u3164', 'x'.repeat(256)])
    expect(await obey({ command: 'setName', value }), JSON.stringify(value)).toBe('malformed')
  await expect.element(field).toHaveValue('Ana Lind')
  await field.fill('Ana Berg')
  await button('Join').click()
  expect(server.asked).toContainEqual({ event: 'visit:enter', payload: { name: 'Ana Berg' } })
})

test('a name that the session has, or that is known to the others, stays', async () => {
  const { obey, server } = await draw(viewOf())
  expect(await obey({ command: 'setName', value: 'Tom' })).toBe('not-allowed')
  server.set(guestsCall({ me: { nameGiven: false } }))
  expect(await obey({ command: 'setName', value: 'Tom' })).toBe('wrong-phase')
})

test('the chat opens and closes in a call that has one', async () => {
  const { obey, server } = await draw(hostsCall())
  expect(await obey({ command: 'openChat' })).toBeNull()
  const panel = page.getByRole('complementary', { name: 'Chat' })
  await expect.element(panel).toBeVisible()
  expect(await obey({ command: 'closeChat' })).toBeNull()
  await expect.element(panel).not.toBeInTheDocument()
  // It closes nothing else.
  await button(/^People/).click()
  expect(await obey({ command: 'closeChat' })).toBeNull()
  await expect.element(page.getByRole('complementary', { name: 'People' })).toBeVisible()
  server.set(hostsCall({ settings: { plugins: ['waiting-room'] } }))
  expect(await obey({ command: 'openChat' })).toBe('not-allowed')
  server.set(hostsCall({ phase: { name: 'on-hold' } }))
  for (const command of ['openChat', 'closeChat'] as const) expect(await obey({ command })).toBe('wrong-phase')
})

test('the pictures are arranged otherwise, as from the menu', async () => {
  const { obey, server } = await draw(hostsCall({ people: [ana, tom] }))
  expect(await obey({ command: 'setLayout', value: 'speaker' })).toBeNull()
  await button('Menu').click()
  await expect.element(page.getByRole('radio', { name: 'Speaker' })).toBeChecked()
  await userEvent.keyboard('{Escape}')
  expect(await obey({ command: 'setLayout', value: 'grid' })).toBeNull()
  server.set(viewOf())
  expect(await obey({ command: 'setLayout', value: 'speaker' })).toBe('wrong-phase')
})

test('to hang up is to leave, for a host as well, and is done when they are out', async () => {
  const { obey, server } = await draw(hostsCall())
  let done: unknown = 'not yet'
  const hangsUp = obey({ command: 'hangUp' }).then((refusal) => {
    done = refusal
  })
  await expect.poll(() => server.asked).toContainEqual({ event: 'visit:leave', payload: {} })
  expect(done).toBe('not yet')
  server.set(hostsCall({ phase: left }))
  await hangsUp
  expect(done).toBeNull()
  expect(await obey({ command: 'hangUp' })).toBe('wrong-phase')
  expect(server.asked.filter(({ event }) => event === 'visit:leave')).toHaveLength(1)
})
