import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { inspect } from './support/looks.ts'
import { viewOf, waiting } from './support/view.ts'

const banner = () => page.getByRole('region', { name: 'Connection', exact: true })

test('a page without its server says so, until it has it again', async () => {
  const { server } = await draw(viewOf({ phase: waiting }))
  server.online.set(false)
  await expect.element(banner()).toMatchTextContent('No connection at the moment')
  await inspect('waiting, no connection')
  server.online.set(true)
  await expect.element(banner()).not.toBeInTheDocument()
})

test('whoever is one too many reads so', async () => {
  const { server } = await draw(viewOf())
  server.online.set(false)
  server.crowded.set(true)
  await expect.element(banner()).toHaveTextContent('One moment: many people are coming in…')
  await inspect('very many people')
})

test('a server that can do nothing at the moment is not called out of reach', async () => {
  const { server } = await draw(viewOf({ phase: waiting }))
  server.available.set(false)
  await expect.element(banner()).toMatchTextContent('The connection to the clinic is being restored')
})
