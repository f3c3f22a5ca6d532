import { h, render } from 'preact'
import { expect, onTestFinished, test } from 'vitest'
import { page } from 'vitest/browser'
import { PartMissing } from '../src/screens/part-missing.tsx'
import { draw } from './support/draw.ts'
import { inspect, lookAs } from './support/looks.ts'
import { button } from './support/screen.ts'
import { guestsCall, hostsCall, viewOf } from './support/view.ts'

test('whoever is interrupted by a phone call gets all back with one tap, and the others are told', async () => {
  const { device, others } = await draw(guestsCall())
  device.interrupt(true)
  await expect.element(button('Resume camera and sound')).toBeVisible()
  expect(others.said).toContainEqual({ channel: 'media-state', data: { interrupted: true }, to: undefined })
  await inspect('interrupted')
  await button('Resume camera and sound').click()
  await expect.element(button('Resume camera and sound')).not.toBeInTheDocument()
  expect(others.said).toContainEqual({ channel: 'media-state', data: { interrupted: false }, to: undefined })
})

test('somebody who is interrupted has not left', async () => {
  const { others, said } = await draw(hostsCall())
  others.hear('ana', 'media-state', { interrupted: true })
  await expect.element(page.getByText('Interrupted for a moment')).toBeVisible()
  await expect.poll(said).toMatch(/Ana Lindgren.* is interrupted for a moment\./)
  await inspect('the other one is interrupted')
  others.hear('ana', 'media-state', { interrupted: false })
  await expect.element(page.getByText('Interrupted for a moment')).not.toBeInTheDocument()
})

test('a device that took the place of another one is named', async () => {
  const { device } = await draw(guestsCall())
  device.news.set({ what: 'gone', kind: 'microphone', device: 'Headset', now: 'Microphone of the laptop' })
  await expect.element(page.getByText(/Headset.* is gone\. Now using .*Microphone of the laptop/)).toBeVisible()
  await inspect('microphone gone')
  await button('OK').click()
  await expect.element(page.getByText(/is gone/)).not.toBeInTheDocument()
})

test('whoever comes back into a call and of whom nothing is known reads that all is off', async () => {
  const { device } = await draw(guestsCall())
  device.forget()
  await expect.element(page.getByText('Your camera and microphone are off.')).toBeVisible()
  await inspect('nothing is known of what was on')
  await button('Turn both on').click()
  await expect.element(button('Stop video')).toBeVisible()
  await expect.element(button(/^Mute/)).toBeVisible()
})

test('a camera that fails in the call shows the way on', async () => {
  const { device } = await draw(guestsCall())
  device.fail('camera', 'in-use')
  await expect.element(button('Chat')).toBeVisible()
  await inspect('the camera is in use')
  await lookAs('light, wide')
  await button('Start video').click()
  const dialog = page.getByRole('dialog', { name: 'Camera and sound' })
  await expect.element(dialog.getByRole('button', { name: /^Try again/ })).toBeVisible()
  await inspect('the camera is in use, and why')
  await lookAs('light, wide')
  await dialog.getByRole('button', { name: /^Try again/ }).click()
  // It works again, and there is nothing left to say.
  await expect.element(dialog).not.toBeInTheDocument()
  await expect.element(button('Stop video')).toBeVisible()
})

test('a camera that is blocked in the call says how it is allowed, in long words as well', async () => {
  const { server, device } = await draw(viewOf())
  await page.getByRole('combobox', { name: 'Language' }).selectOptions('Deutsch')
  await expect.poll(() => document.documentElement.lang).toBe('de')
  server.set(guestsCall())
  await expect.element(button('Chat')).toBeVisible()
  device.fail('camera', 'denied')
  device.fail('microphone', 'denied')
  await button('Video an').click()
  await expect.element(page.getByRole('dialog').getByRole('button', { name: /^Noch einmal versuchen/ })).toBeVisible()
  await inspect('devices are blocked in the call, de', ['dark, phone'])
  await page.getByRole('dialog').getByRole('button', { name: 'Schließen' }).click()
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
})

test('a part that does not come a second time either can be had by loading the page again, which nobody does unasked', async () => {
  const place = document.createElement('div')
  const asked: string[] = []
  document.body.append(place)
  onTestFinished(() => {
    render(null, place)
    place.remove()
  })
  render(h(PartMissing, { onAgain: () => void asked.push('again') }), place)
  await expect.element(button('Load again')).not.toBeInTheDocument()
  await button('Try again').click()
  await expect.element(button('Load again')).toBeVisible()
  expect(asked).toEqual(['again'])
})
