import { expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { inspect } from './support/looks.ts'
import { button, heading } from './support/screen.ts'
import { guestsCall, viewOf, waiting } from './support/view.ts'

test('whoever waits reads that they are known, their place, and for how long', async () => {
  const { server, said } = await draw(viewOf({ phase: { ...waiting, ahead: 1 } }))
  await expect.element(heading()).toHaveAccessibleName('One person is ahead of you')
  await expect.element(page.getByText('Dr Maria Vega is not here yet')).toBeVisible()
  await expect.element(page.getByText(/^In the waiting room since 15:42 · 3\smin$/)).toBeVisible()
  await expect.element(document.body).toMatchAriaInlineSnapshot(`
    - banner:
      - text: Riverside Clinic
      - button "Larger text and buttons"
    - main:
      - heading "One person is ahead of you" [level=1]
      - button "Leave"
  `)
  await inspect('waiting, one before')
  server.set(viewOf({ phase: waiting }))
  await expect.element(heading()).toHaveTextContent('Dr Maria Vega is not here yet')
  await expect.element(page.getByText('You are first.')).toBeVisible()
  await expect.element(page.getByText(/Meanwhile, you can do something else\.$/)).toBeVisible()
  await expect.poll(said).toContain('You are first.')
  // The heading has said it; without a picture of it the card still does.
  const whom = document.querySelector('.meet-person > :last-child')
  expect(whom?.textContent).toBe('Dr Maria Vega is not here yet')
  expect(whom?.clientWidth).toBe(1)
})

test('the waiting screen has the focus when it comes', async () => {
  const { server } = await draw(viewOf())
  await button('Join').click()
  server.set(viewOf({ phase: waiting }))
  await expect.element(heading()).toHaveFocus()
})

test('what a host writes stands there, and is said', async () => {
  const { server, said } = await draw(viewOf({ phase: waiting }))
  const message = 'The doctor is ten minutes late. We are sorry; please stay where you are.'
  server.set(viewOf({ phase: { ...waiting, message } }))
  await expect.element(page.getByText(message, { exact: true })).toBeVisible()
  await expect.element(heading()).toHaveTextContent('A message from Dr Maria Vega')
  await expect.element(page.getByText(/^15:45$/)).toBeVisible()
  await expect.poll(said).toContain(`A message from Dr Maria Vega: ${message}`)
  await inspect('waiting, message')
})

test('the heading beside a message does not say its opposite, until somebody comes or goes', async () => {
  const host = { name: 'Dr Maria Vega', role: 'HOST', inCall: true } as const
  const phase = { ...waiting, message: 'I am ten minutes late.' }
  const { server } = await draw(viewOf({ phase, expected: [host] }))
  await expect.element(heading()).toHaveTextContent('A message from Dr Maria Vega')
  await expect.element(page.getByText('is here', { exact: true })).toBeVisible()
  server.set(viewOf({ phase, expected: [{ ...host, inCall: false, wasHere: true }] }))
  await expect.element(heading()).toHaveTextContent('Dr Maria Vega is not in the room at the moment')
  server.set(viewOf({ phase, expected: [host] }))
  await expect.element(heading()).toHaveTextContent('Dr Maria Vega will let you in soon')
  await expect.element(page.getByText('A message from Dr Maria Vega')).toBeVisible()
})

test('a message of which nobody can tell who wrote it is signed by the practice', async () => {
  const expected = ['Dr Maria Vega', 'Dr Ben Oduya'].map((name) => ({ name, role: 'HOST', inCall: true }) as const)
  await draw(viewOf({ phase: { ...waiting, message: 'Ten minutes.' }, expected }))
  await expect.element(heading()).toHaveTextContent('A message from Riverside Clinic')
})

test('whoever was turned away knocks again after a while', async () => {
  const { server } = await draw(viewOf({ phase: waiting }))
  const phase = { ...waiting, turnedAway: { mayKnockAt: '2030-05-06T10:00:30.000Z' } }
  server.set(viewOf({ phase }))
  await expect.element(heading()).toHaveTextContent('Riverside Clinic needs a little longer')
  await expect.element(page.getByText(/^We ring as soon as you can come in\./)).toBeVisible()
  await expect.element(page.getByText('You can ask again in 0:30.')).toBeVisible()
  await expect.element(button('Ask again')).toHaveAttribute('aria-disabled', 'true')
  await button('Ask again').click({ force: true })
  expect(server.asked).toEqual([])
  await inspect('turned away')
  server.set(viewOf({ phase, now: '2030-05-06T10:00:30.000Z' }))
  await button('Ask again').click()
  expect(server.asked).toEqual([{ event: 'door:knock', payload: {} }])
})

test('whoever waits where no host is left reads so, and whom to ask, until there is one', async () => {
  const { server } = await draw(viewOf({ phase: waiting }))
  server.set(viewOf({ phase: { ...waiting, nobodyLetsIn: true } }))
  await expect.element(page.getByText('Nobody can let you in at the moment.')).toBeVisible()
  await expect.element(page.getByText(/^Please contact Riverside Clinic\./)).toBeVisible()
  await expect.element(page.getByText('You are first.')).not.toBeInTheDocument()
  const title = page.getByText('Nobody can let you in at the moment.').element()
  const sign = title.closest('[role=status]')?.querySelector('svg')?.getBoundingClientRect()
  expect(sign?.height).toBe(sign?.width)
  await inspect('waiting, no host is left')
  server.set(viewOf({ phase: waiting }))
  await expect.element(page.getByText('You are first.')).toBeVisible()
  await expect.element(page.getByText('Nobody can let you in at the moment.')).not.toBeInTheDocument()
})

test('a locked room is no waiting room, until it is opened', async () => {
  const { server } = await draw(viewOf({ phase: { ...waiting, locked: true } }))
  await expect.element(heading()).toHaveTextContent('The room is locked')
  await inspect('locked')
  server.set(viewOf({ phase: waiting }))
  await expect.element(heading()).toHaveTextContent('Dr Maria Vega is not here yet')
})

test('whoever was sent back out of the call reads so', async () => {
  const expected = [{ name: 'Dr Maria Vega', role: 'HOST', inCall: true } as const]
  await draw(viewOf({ phase: { ...waiting, sentBack: true }, expected }))
  await expect.element(heading()).toHaveTextContent('Back in the waiting room for a moment')
  await expect
    .element(
      page.getByText(/^Dr Maria Vega asks you to wait here\..* your call is not over\. We ring when it is your turn\./),
    )
    .toBeVisible()
  await expect.element(page.getByText('Nobody can see or hear you now.')).toBeVisible()
  await inspect('sent back to the waiting room')
})

test('over: whoever waits is told', async () => {
  const { server } = await draw(viewOf({ phase: waiting }))
  server.set(viewOf({ phase: { name: 'over' } }))
  await expect.element(heading()).toHaveTextContent('This appointment is over')
})

test('whoever asks for the place of another device waits for its answer, and moves by themselves when none comes', async () => {
  const moving = { mayMoveAt: '2030-05-06T10:00:30.000Z' }
  const { server } = await draw(viewOf({ phase: { ...waiting, moving } }))
  await expect.element(heading()).toHaveTextContent('Please confirm on your other device')
  await expect.element(page.getByText(/^If nobody answers there/)).toBeVisible()
  await inspect('asks for the place')
  server.set(viewOf({ phase: { ...waiting, moving }, now: moving.mayMoveAt }))
  await button('Move this call here').click()
  expect(server.asked).toEqual([{ event: 'visit:move-here', payload: {} }])
})

test('a place that was refused can be asked for again', async () => {
  const phase = { ...waiting, moving: { mayMoveAt: null }, turnedAway: { mayKnockAt: '2030-05-06T10:00:30.000Z' } }
  const { server } = await draw(viewOf({ phase }))
  await expect.element(heading()).toHaveTextContent('Your call stays on your other device')
  await expect.element(page.getByText('You can ask again in 0:30.')).toBeVisible()
  await expect.element(button('Stop video')).not.toBeInTheDocument()
  await expect.element(button('Leave')).toBeVisible()
  await inspect('is refused the place')
  server.set(viewOf({ phase, now: '2030-05-06T10:00:30.000Z' }))
  await button('Ask again').click()
  expect(server.asked).toEqual([{ event: 'visit:enter', payload: {} }])
})

test('on hold: nobody sees or hears, and one may leave', async () => {
  const expected = [{ name: 'Dr Maria Vega', role: 'HOST', inCall: true } as const]
  await draw(viewOf({ phase: { name: 'on-hold' }, othersJoined: true, expected }))
  await expect.element(heading()).toHaveTextContent('You are on hold')
  await expect.element(page.getByText(/^Dr Maria Vega has put you on hold for a moment\./)).toBeVisible()
  await expect.element(button('End call')).toBeVisible()
  await inspect('on hold')
})

test('whoever would lose their place is asked before they leave', async () => {
  const { server } = await draw(viewOf({ phase: waiting }))
  await button('Leave').click()
  const question = page.getByRole('dialog', { name: 'Leave the waiting room?' })
  await expect.element(question.getByText(/ but you would lose your place in the queue\.$/)).toBeVisible()
  await inspect('leaving the waiting room')
  await question.getByRole('button', { name: 'Keep waiting' }).click()
  await expect.element(question).not.toBeInTheDocument()
  expect(server.asked).toEqual([])
  await button('Leave').click()
  await question.getByRole('button', { name: 'Leave' }).click()
  expect(server.asked).toEqual([{ event: 'visit:leave', payload: {} }])
})

test('who has come to let them in is said, and no more of them than is known', async () => {
  const host = { name: 'Dr Maria Vega', role: 'HOST', inCall: false } as const
  const { server, said } = await draw(viewOf({ phase: waiting, expected: [{ ...host, wasHere: true }] }))
  await expect.element(heading()).toHaveTextContent('Dr Maria Vega is not in the room at the moment')
  const expected = [{ ...host, inCall: true }]
  server.set(viewOf({ phase: waiting, expected }))
  await expect.element(heading()).toHaveTextContent('Dr Maria Vega will let you in soon')
  await expect.element(page.getByText('You are next.')).toBeVisible()
  await expect.element(page.getByText('Meanwhile, you can do something else.')).not.toBeInTheDocument()
  await expect.poll(said).toContain('Dr Maria Vega will let you in soon')
  await inspect('waiting, host here')
})

test('it rings when it is one’s turn, as the page has said', async () => {
  const { server } = await draw(viewOf({ phase: waiting }))
  await expect.element(page.getByText(/We ring when it is your turn/)).toBeVisible()
  const make = vi.spyOn(AudioContext.prototype, 'createOscillator')
  server.set(guestsCall())
  await expect.poll(() => make.mock.calls.length).toBe(2)
  make.mockRestore()
})
