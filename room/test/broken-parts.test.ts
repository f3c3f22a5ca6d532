import { expect, onTestFinished, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { inspect } from './support/looks.ts'
import { button } from './support/screen.ts'
import { guestsCall } from './support/view.ts'

/** As an older browser does to whatever uses something that it does not have. */
function breakDates() {
  const broken = vi.spyOn(Date.prototype, 'toISOString').mockImplementation(() => {
    throw new TypeError('is not a function')
  })
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => {
    broken.mockRestore()
    said.mockRestore()
  })
  return broken
}

test('a panel that cannot be drawn says so, and the call around it goes on', async () => {
  const { others } = await draw(guestsCall())
  await button('Chat').click()
  const broken = breakDates()
  others.hear('dr-vega', 'chat', { text: 'Here is the leaflet.' })
  await expect.element(page.getByText('A part of the call could not be loaded.')).toBeVisible()
  await expect.element(page.getByRole('heading', { level: 2, name: 'Chat' })).toBeVisible()
  await expect.element(button('Mute microphone')).toBeVisible()
  await expect.element(page.getByRole('listitem').filter({ hasText: 'Dr Maria Vega' })).toBeVisible()
  broken.mockRestore()
  await inspect('chat that cannot be drawn')
  await button('Try again').click()
  await expect.element(page.getByRole('log')).toMatchTextContent('Here is the leaflet.')
})
