import type { Phase } from '@anteroom/contract/phases'
import { expect, onTestFinished, test } from 'vitest'
import { page } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { inspect } from './support/looks.ts'
import { button, heading } from './support/screen.ts'
import { viewOf, waiting } from './support/view.ts'

const doors: { phase: Phase; title: string; again?: true }[] = [
  { phase: { name: 'unknown' }, title: 'We could not find your appointment', again: true },
  { phase: { name: 'ended' }, title: 'This visit has ended' },
  { phase: { name: 'removed', by: null }, title: 'You are no longer part of this call' },
  { phase: { name: 'cancelled' }, title: 'This appointment was cancelled' },
  { phase: { name: 'over' }, title: 'This appointment is over' },
  { phase: { name: 'used-elsewhere' }, title: 'Open this on the device you used first' },
]
for (const { phase, title, again } of doors) {
  test(`a door that is closed says why and what to do: ${phase.name}`, async () => {
    await draw(viewOf({ phase }))
    await expect.element(heading()).toHaveTextContent(title)
    await expect.element(page.getByRole('combobox', { name: 'Language' })).toBeVisible()
    if (again) await expect.element(button('Try again')).toBeVisible()
    else await expect.element(page.getByRole('main').getByRole('button')).not.toBeInTheDocument()
    await inspect(phase.name)
  })
}

for (const phase of [{ name: 'over' }, { name: 'cancelled' }, { name: 'removed', by: null }] as const) {
  test(`a door that stays closed leads back to the practice: ${phase.name}`, async () => {
    const none = await draw(viewOf({ phase }))
    await expect.element(page.getByText(/You can close this page\.$/)).toBeVisible()
    none.leave()
    const returnUrl = 'https://practice.example/done'
    await draw(viewOf({ phase, settings: { returnUrl, returnLabel: 'Back to the clinic' } }))
    await expect.element(page.getByRole('link', { name: 'Back to the clinic' })).toHaveAttribute('href', returnUrl)
  })
}

const asking: Phase[] = [
  { name: 'over' },
  { name: 'cancelled' },
  { name: 'removed', by: null },
  { name: 'used-elsewhere' },
  { name: 'too-early' },
]
for (const phase of asking) {
  test(`a page that says "contact us" says how, where the practice has: ${phase.name}`, async () => {
    const session = {
      startTime: '2030-05-06T10:30:00.000Z',
      contact: { phone: '+61 (2) 5550-1234', email: 'desk+a@c.example' },
    }
    const { leave } = await draw(viewOf({ phase, session }))
    const call = page.getByRole('link', { name: 'Call +61 (2) 5550-1234' })
    await expect.element(call).toHaveAttribute('href', 'tel:+61255501234')
    await expect
      .element(page.getByRole('link', { name: /^Email/ }))
      .toHaveAttribute('href', 'mailto:desk%2Ba@c.example')
    if (phase.name === 'over' || phase.name === 'too-early') await inspect(`${phase.name}, with a number`)
    leave()
    await draw(viewOf({ phase, session: { startTime: session.startTime } }))
    await expect.element(heading()).toBeVisible()
    await expect.element(call).not.toBeInTheDocument()
  })
}

test('a host who has taken somebody out is named', async () => {
  await draw(viewOf({ phase: { name: 'removed', by: 'Dr Maria Vega' } }))
  await expect.element(heading()).toMatchTextContent(/Dr Maria Vega/)
})

test('too early: the booked time in the visitor’s own zone, and on it goes by itself', async () => {
  const session = { startTime: '2030-05-06T10:30:00.000Z', endTime: '2030-05-06T11:00:00.000Z' }
  const { server } = await draw(viewOf({ phase: { name: 'too-early' }, session }))
  await expect.element(heading()).toHaveTextContent('You are early')
  await expect.element(page.getByRole('timer')).toMatchTextContent(/^in 30.minutes$/)
  await expect.element(page.getByText(/Nepal Time/)).toBeVisible()
  await expect.element(page.getByText('Today, 16:15', { exact: true })).toBeVisible()
  await inspect('too early')
  expect(server.asked).toEqual([])
  server.set(viewOf({ phase: { name: 'too-early' }, session, now: session.startTime }))
  await expect.element(page.getByText('The room is opening…')).toBeVisible()
  await expect.poll(() => server.asked).toEqual([{ event: 'visit:refresh', payload: {} }])
  server.set(viewOf({ now: session.startTime, session }))
  await expect.element(button('Join')).toBeVisible()
})

test('too early for a room that opens before its time: when it opens, and the time of the appointment', async () => {
  const session = {
    startTime: '2030-05-06T10:30:00.000Z',
    endTime: '2030-05-06T11:00:00.000Z',
    opensAt: '2030-05-06T10:15:00.000Z',
  }
  const { server } = await draw(viewOf({ phase: { name: 'too-early' }, session }))
  await expect.element(page.getByRole('timer')).toMatchTextContent(/^in 15.minutes$/)
  await expect.element(page.getByText('Today, 16:00', { exact: true })).toBeVisible()
  await expect.element(page.getByText(/^Booked for Today, 16:15/)).toBeVisible()
  await inspect('too early, opens before')
  server.set(viewOf({ phase: { name: 'too-early' }, session, now: session.opensAt }))
  await expect.poll(() => server.asked).toEqual([{ event: 'visit:refresh', payload: {} }])
})

test('whoever waits for the time is told of a cancellation', async () => {
  const { server } = await draw(
    viewOf({ phase: { name: 'too-early' }, session: { startTime: '2030-05-08T10:30:00.000Z' } }),
  )
  await expect.element(page.getByRole('timer')).toMatchTextContent(/2.days/)
  await inspect('too early, another day')
  server.set(viewOf({ phase: { name: 'cancelled' } }))
  await expect.element(heading()).toHaveTextContent('This appointment was cancelled')
  await expect.element(heading()).toHaveFocus()
})

test('a call that has moved elsewhere can be taken back', async () => {
  const { server } = await draw(viewOf({ phase: { name: 'taken-over', by: 'another-browser' } }))
  await expect.element(heading()).toHaveTextContent('Your call is open somewhere else')
  await expect.element(document.body).toMatchAriaInlineSnapshot(`
    - main:
      - heading "Your call is open somewhere else" [level=1]
      - button "Move this call here"
  `)
  await inspect('taken over')
  await button('Move this call here').click()
  expect(server.takesBack()).toBe(1)
})

test('a page that was overtaken by a window of the same browser says so', async () => {
  await draw(viewOf({ phase: { name: 'taken-over', by: 'this-browser' } }))
  await expect.element(page.getByText(/^You opened the same link in a newer window/)).toBeVisible()
})

/** Neither storage nor cookies, as some people and some frames have it. */
function keepNothing() {
  const fail = () => {
    throw new DOMException('Access is denied', 'SecurityError')
  }
  const before = Object.getOwnPropertyDescriptor(window, 'localStorage') ?? {}
  Object.defineProperty(window, 'localStorage', { configurable: true, get: fail })
  Object.defineProperty(document, 'cookie', { configurable: true, get: fail, set: fail })
  onTestFinished(() => {
    Object.defineProperty(window, 'localStorage', before)
    Reflect.deleteProperty(document, 'cookie')
  })
}

test('a browser that keeps nothing cannot know itself, and its person reads so', async () => {
  keepNothing()
  const used = await draw(viewOf({ phase: { name: 'used-elsewhere' } }))
  await expect.element(page.getByText(/cookies are off in this browser, so we cannot recognise it/)).toBeVisible()
  used.leave()
  const precall = await draw(viewOf({ phase: { name: 'precall', openElsewhere: 'another-browser' } }))
  await expect.element(page.getByText('This link is open already.')).toBeVisible()
  await expect.element(page.getByText(/on another device/)).not.toBeInTheDocument()
  precall.leave()
  await draw(viewOf({ phase: { ...waiting, moving: { mayMoveAt: null } } }))
  await expect.element(heading()).toHaveTextContent('This link is open already.')
})

test('whose link works in one browser only reads before joining that this one will not be known again', async () => {
  const settings = { uniqueParticipants: true }
  const known = await draw(viewOf({ settings }))
  await expect.element(button(/^Join/)).toBeVisible()
  await expect.element(page.getByText('Please keep this page open until the end.')).not.toBeInTheDocument()
  known.leave()
  keepNothing()
  await draw(viewOf({ settings }))
  await expect.element(page.getByText('Please keep this page open until the end.')).toBeVisible()
  await inspect('a link for one browser, which keeps nothing')
})
