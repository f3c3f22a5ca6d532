import type { VisitView } from '@anteroom/contract/realtime'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { faintInHostileColours } from './support/colours.ts'
import { draw } from './support/draw.ts'
import { type Look, lookAs } from './support/looks.ts'
import { button, openMenu } from './support/screen.ts'
import { ana, guestsCall, hostsCall, knocking, left, tom, viewOf, waiting } from './support/view.ts'

type State = {
  name: string
  view: VisitView
  look: Look
  /** What is pressed on the way. */
  reach: (drawn: Awaited<ReturnType<typeof draw>>) => Promise<unknown>
}

const seen = (text: string | RegExp) => expect.element(page.getByText(text).first()).toBeVisible()
const inBar = (name: string | RegExp) => expect.element(button(name)).toBeVisible()
const manyWaiting = [
  { ...knocking, findings: ['sound-only' as const] },
  { ...knocking, visitId: 'tom', name: tom.name, message: 'My bus is late.' },
]

/** Before and after the call, on the integrator's background. */
const around: State[] = [
  {
    name: 'precall',
    view: viewOf(),
    look: 'light, wide',
    reach: () => seen(/^Your microphone works/),
  },
  {
    name: 'precall, devices open',
    view: viewOf({ me: { name: null, nameGiven: false } }),
    look: 'dark, phone',
    async reach() {
      await button('Join').click()
      await button('Stop video').click()
      await button('Mute microphone').click()
      await page.getByText('Camera and sound').click()
      await seen('Please write your name.')
    },
  },
  {
    name: 'precall, devices denied',
    view: viewOf(),
    look: 'dark, phone',
    async reach({ device }) {
      device.fail('camera', 'denied')
      device.fail('microphone', 'denied')
      await inBar('Try again: camera and microphone')
    },
  },
  {
    name: 'waiting',
    view: viewOf({ phase: { ...waiting, message: 'Ten minutes, please.', ahead: 1 } }),
    look: 'light, phone',
    reach: () => seen('Ten minutes, please.'),
  },
  {
    name: 'leaving the waiting room',
    view: viewOf({ phase: waiting }),
    look: 'dark, phone',
    async reach() {
      await button('Leave').click()
      await seen(/lose your place/)
    },
  },
  {
    name: 'too early',
    view: viewOf({ phase: { name: 'too-early' }, session: { startTime: '2030-05-06T10:30:00.000Z' } }),
    look: 'light, phone',
    reach: () => seen('You are early'),
  },
  {
    name: 'after the call',
    view: guestsCall(),
    look: 'light, phone',
    async reach({ server }) {
      await inBar('Chat')
      server.set(viewOf({ phase: left, settings: { returnUrl: 'https://practice.example/' } }))
      await seen('How was the connection?')
    },
  },
]

/** On the stage, which has a background of its own. */
const inCall: State[] = [
  {
    name: 'a host, the door',
    view: hostsCall({ people: [ana, tom], waiting: manyWaiting }),
    look: 'light, wide',
    reach: () => inBar('Share screen'),
  },
  {
    name: 'a host, all off',
    view: hostsCall(),
    look: 'light, phone',
    async reach({ server }) {
      await button('Mute microphone').click()
      await button('Stop video').click()
      await seen(/^You are muted\. The/)
      server.online.set(false)
      await seen(/^Reconnecting/)
    },
  },
  {
    name: 'menu',
    view: hostsCall(),
    look: 'dark, phone',
    async reach() {
      await inBar(/^(Menu|More)/)
      await openMenu()
      await button('Settings').click()
      await expect.element(page.getByRole('combobox', { name: 'Microphone' })).toBeVisible()
    },
  },
  {
    name: 'chat',
    view: guestsCall(),
    look: 'light, wide',
    async reach({ others }) {
      await button('Chat').click()
      others.hear('dr-vega', 'chat', { text: 'Here is the leaflet: https://practice.example/knee.html' })
      others.hear('dr-vega', 'chat', {
        file: 'offer',
        id: 'a',
        name: 'a.pdf',
        size: 2_500_000,
        type: 'application/pdf',
      })
      await page.getByRole('textbox', { name: 'Write a message' }).fill('Good morning!')
      await userEvent.keyboard('{Enter}')
      await seen('PDF · 2.5 MB')
    },
  },
  {
    name: 'people',
    view: hostsCall({ people: [ana, tom] }),
    look: 'light, wide',
    async reach() {
      await button(/^People/).click()
      await button('Raise hand').click()
      await expect.element(page.getByRole('list').nth(1)).toBeVisible()
    },
  },
  {
    name: 'how to end',
    view: hostsCall(),
    look: 'dark, phone',
    async reach() {
      await button('End call').click()
      await inBar(/^End for everyone/)
    },
  },
]
for (const state of [...around, ...inCall]) {
  test(`all can be seen in hostile colours: ${state.name}`, { timeout: 60_000 }, async () => {
    await lookAs(state.look)
    await state.reach(await draw(state.view))
    expect(await faintInHostileColours({ background: around.includes(state) })).toEqual([])
  })
}
