import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { inspect, lookAs } from './support/looks.ts'
import { button, openMenu } from './support/screen.ts'
import { guestsCall, hostsCall } from './support/view.ts'

test('a guest tells the host with one press what is wrong, and reads the answer in their own language', async () => {
  const { others } = await draw(guestsCall())
  await button('Help').click()
  await button('I cannot hear you').click()
  const devices = { microphone: 'on', camera: 'on' }
  expect(others.said).toContainEqual({ channel: 'help', data: { trouble: 'hear', devices }, to: 'dr-vega' })
  others.hear('dr-vega', 'help', { read: true })
  await expect.element(page.getByText('Dr Maria Vega reads it now.')).toBeVisible()
  await inspect('help')
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  others.hear('dr-vega', 'help', { answer: 'unmute' })
  await expect.element(page.getByText('Dr Maria Vega: Press Unmute')).toBeVisible()
  await inspect('help, answered')
  await button('Close').click()
  await expect.element(page.getByText('Dr Maria Vega: Press Unmute')).not.toBeInTheDocument()
})

test('a host reads who needs help with the state of their devices, and answers with one press', async () => {
  const { others, said } = await draw(hostsCall())
  await expect.element(button('Chat')).toBeVisible()
  others.hear('ana', 'help', { trouble: 'other', devices: { microphone: 'off', camera: 'failed' } })
  await expect.element(page.getByText('Ana Lindgren needs help').first()).toBeVisible()
  await expect.element(page.getByText('Ana Lindgren: Microphone off · Camera does not work')).toBeVisible()
  await expect.poll(said).toMatch(/Ana Lindgren.* needs help/)
  expect(others.said).toContainEqual({ channel: 'help', data: { read: true }, to: 'ana' })
  await inspect('somebody needs help')
  await button('Reply').click()
  await expect.element(page.getByText('Send to Ana Lindgren:')).toBeVisible()
  await expect.element(button('Hide this message')).toBeVisible()
  await inspect('somebody needs help, answers', ['dark, phone'])
  await button('Press Unmute').click()
  expect(others.said).toContainEqual({ channel: 'help', data: { answer: 'unmute' }, to: 'ana' })
  await expect.element(page.getByText('Ana Lindgren: Microphone off · Camera does not work')).not.toBeInTheDocument()
})

test('who asks for help is one line while a panel is open, with the answers behind it', async () => {
  const { others } = await draw(hostsCall())
  await lookAs('light, wide')
  await expect.element(button('Chat')).toBeVisible()
  others.hear('ana', 'help', { trouble: 'other', about: 'seen', devices: { microphone: 'on', camera: 'on' } })
  const devices = page.getByText('Ana Lindgren’s microphone and camera are on')
  await expect.element(devices).toBeVisible()
  await expect.element(button('Reply')).not.toBeInTheDocument()
  await button(/^People/).click()
  await expect.element(devices).not.toBeVisible()
  await expect.element(page.getByText('Ana Lindgren thinks that you cannot see them')).toBeVisible()
  await button('Reply').click()
  await expect.element(page.getByRole('dialog').getByText('Ana Lindgren’s microphone and camera are on')).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Load the page again' }).click()
  expect(others.said).toContainEqual({ channel: 'help', data: { answer: 'reload' }, to: 'ana' })
})

test('one’s own picture stands above what the bar opens over it', async () => {
  await draw(guestsCall())
  await page.viewport(1024, 768)
  await openMenu()
  const own = document.querySelector('video[data-self]')?.closest('li')
  await expect
    .poll(() => {
      const dialog = document.querySelector('dialog[open]')?.getBoundingClientRect()
      const tile = own?.getBoundingClientRect()
      return dialog && tile && tile.bottom < dialog.top
    })
    .toBe(true)
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await expect.poll(() => own?.style.translate).toBe('')
})

test('hosts have no such button, and nobody has one where there is no host', async () => {
  const { server } = await draw(hostsCall())
  await expect.element(button('Chat')).toBeVisible()
  await expect.element(button('Help')).not.toBeInTheDocument()
  server.set(guestsCall({ people: [] }))
  await expect.element(button('Help')).not.toBeInTheDocument()
})
