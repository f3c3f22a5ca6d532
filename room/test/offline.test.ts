import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { inspect } from './support/looks.ts'
import { guestsCall, hostsCall, left, viewOf, waiting } from './support/view.ts'

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

test('a call goes on for whoever still has a line to somebody in it, and for nobody else', async () => {
  const { server, others } = await draw(guestsCall())
  server.online.set(false)
  await expect.element(banner()).toHaveTextContent('Reconnecting… You can go on talking.')
  others.change('dr-vega', { line: 'failed' })
  await expect.element(banner()).toHaveTextContent('No connection at the moment. Reconnecting…')
})

test('whoever asks for something without a connection reads that it is not done, now or later', async () => {
  const { server } = await draw(hostsCall())
  server.online.set(false)
  server.undone.set(true)
  await expect.element(banner()).toMatchTextContent('We could not do what you just asked for.')
  await inspect('a host without a connection has asked for something')
})

test('whoever has ended the call reads it when the others do not know yet', async () => {
  const { server } = await draw(viewOf({ phase: { ...left, reason: 'ended' } }))
  server.untold.set('ended')
  await expect.element(banner()).toMatchTextContent('The call ends for the others as soon as the connection is back.')
  await inspect('a host has ended the call, and the server does not know')
  server.untold.set(null)
  await expect.element(banner()).not.toBeInTheDocument()
})
