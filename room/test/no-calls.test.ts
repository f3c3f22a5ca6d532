import { expect, onTestFinished, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { inspect } from './support/looks.ts'
import { button, heading } from './support/screen.ts'
import { guestsCall, hostsCall, viewOf } from './support/view.ts'

const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1'

/** The browser says that it is another one. */
function beIn(userAgent: string) {
  const said = vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent)
  onTestFinished(() => said.mockRestore())
}

test('in Lockdown Mode the door says so in Apple’s words, and never to open Safari in Safari', async () => {
  beIn(safari)
  const { server } = await draw(viewOf(), { canCall: false })
  await expect.element(heading()).toHaveTextContent('Lockdown Mode does not allow calls')
  await expect.element(page.getByRole('list')).toMatchTextContent('“Website Settings”')
  await expect.element(page.getByText(/open (it in |in )?Safari/i)).not.toBeInTheDocument()
  await inspect('Lockdown Mode')
  await button('Wait here').click()
  await expect.element(page.getByRole('img', { name: /Your picture/ })).not.toBeInTheDocument()
  await button('Join').click()
  expect(server.asked).toEqual([{ event: 'visit:enter', payload: {} }])
})

test('where nobody waits there is nothing to wait for', async () => {
  beIn(safari)
  await draw(viewOf({ me: { role: 'HOST' } }), { canCall: false })
  await expect.element(button('Load again')).toBeVisible()
  await expect.element(button(/^Wait here/)).not.toBeInTheDocument()
})

test('another browser without calls is told that it is one', async () => {
  await draw(viewOf(), { canCall: false })
  await expect.element(heading()).toHaveTextContent('This browser cannot do video calls')
  await inspect('browser without calls')
})

test('whoever is let in all the same reads why there is nothing to see, and can leave', async () => {
  beIn(safari)
  const { server } = await draw(guestsCall(), { canCall: false })
  await expect.element(heading()).toHaveTextContent('Lockdown Mode does not allow calls')
  await inspect('call in Lockdown Mode')
  await button(/call/).click()
  expect(server.asked).toMatchObject([{ event: 'visit:leave' }])
})

test('a call that cannot begin says so, and the page can be loaded again', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => said.mockRestore())
  const create = () => {
    throw new DOMException('Too many', 'UnknownError')
  }
  await draw(guestsCall(), { engine: { create } })
  await expect.element(heading()).toHaveTextContent('The call did not start')
  await expect.element(button('Load again')).toBeVisible()
  expect(said.mock.calls.flat()).toContainEqual(expect.objectContaining({ name: 'UnknownError' }))
  await inspect('call that did not start')
})

test('hosts read it beside whoever is in the call in such a browser', async () => {
  const [person] = hostsCall().people
  if (!person) throw new Error('Nobody is in the call')
  const { others } = await draw(hostsCall({ people: [{ ...person, findings: ['no-calls'] }] }))
  others.change('ana', { line: 'connecting' })
  await expect
    .element(page.getByRole('list', { name: 'People in the call' }))
    .toMatchTextContent('Browser cannot do calls')
})
