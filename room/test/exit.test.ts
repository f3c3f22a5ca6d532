import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { inspect } from './support/looks.ts'
import { button, heading } from './support/screen.ts'
import { guestsCall, left, viewOf, waiting } from './support/view.ts'

const practice = 'https://practice.example/done'

test('whoever has left may come back', async () => {
  const { server } = await draw(viewOf({ phase: waiting }))
  server.set(viewOf({ phase: left }))
  await expect.element(heading()).toHaveTextContent('You have left the call')
  await expect.element(heading()).toHaveFocus()
  await expect.element(document.body).toMatchAriaInlineSnapshot(`
    - main:
      - heading "You have left the call" [level=1]
      - button "Rejoin"
  `)
  await expect.element(page.getByText('Thank you. You can close this page.')).toBeVisible()
  await inspect('left')
  await button('Rejoin').click()
  expect(server.asked).toEqual([{ event: 'visit:enter', payload: {} }])
})

test('a call that was ended says by whom', async () => {
  await draw(viewOf({ phase: { ...left, reason: 'ended', by: 'Dr Maria Vega' } }))
  await expect.element(heading()).toHaveTextContent('The call has ended')
  await expect.element(page.getByText(/Dr Maria Vega/)).toBeVisible()
  await expect.element(page.getByText('Not finished yet?')).toBeVisible()
  await inspect('exit')
})

test('a page that was lost can go on', async () => {
  await draw(viewOf({ phase: { ...left, reason: 'lost' } }))
  await expect.element(heading()).toHaveTextContent('The connection was lost')
  await expect.element(button('Rejoin')).toBeVisible()
  await expect.element(page.getByText('Thank you. You can close this page.')).not.toBeInTheDocument()
  await inspect('lost')
})

test('whoever may not come back is offered nothing of the kind', async () => {
  await draw(viewOf({ phase: { ...left, mayReturn: false } }))
  await expect.element(heading()).toBeVisible()
  await expect.element(button('Rejoin')).not.toBeInTheDocument()
})

test('return-url is where the labelled button of the exit screen leads', async () => {
  await draw(viewOf({ phase: left, settings: { returnUrl: practice, returnLabel: 'Back; to your clinic' } }))
  await expect.element(page.getByRole('link', { name: 'Back; to your clinic' })).toHaveAttribute('href', practice)
  await expect.element(page.getByText('Thank you.', { exact: true })).toBeVisible()
  await inspect('exit, with a way back')
})

test('return-url says "Return" without a label', async () => {
  await draw(viewOf({ phase: left, settings: { returnUrl: practice } }))
  await expect.element(page.getByRole('link', { name: 'Return', exact: true })).toHaveAttribute('href', practice)
})

test('without return-url there is no such button', async () => {
  await draw(viewOf({ phase: left, settings: { autoReturn: true, returnLabel: 'Home' } }))
  await expect.element(heading()).toHaveTextContent('You have left the call')
  await expect.element(page.getByRole('link')).not.toBeInTheDocument()
})

for (const { name, phase } of [
  { name: 'the precall', phase: viewOf().phase },
  { name: 'the waiting room', phase: waiting },
]) {
  test(`exit-url leads away from ${name}`, async () => {
    const { server, wentTo } = await draw(viewOf({ phase, settings: { exitUrl: practice } }))
    await button('Leave').click()
    if (phase === waiting) await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click()
    await expect.poll(() => wentTo).toEqual([practice])
    expect(server.asked).toEqual([{ event: 'visit:leave', payload: {} }])
    server.set(viewOf({ phase: left, settings: { exitUrl: practice } }))
    // It is an app that is not there, or a download: the page stays.
    await expect.element(heading(), { timeout: 10_000 }).toHaveTextContent('You have left the call')
    await expect.element(page.getByRole('link', { name: 'Return' })).toHaveAttribute('href', practice)
  })
}

test('after a call its length is told, and how the connection was is asked in one tap', async () => {
  const { server, said } = await draw(guestsCall({ me: { since: '2030-05-06T09:43:00.000Z' } }))
  await expect.element(button('Chat')).toBeVisible()
  server.set(viewOf({ phase: left }))
  await expect.element(page.getByText(/You were in the call for 17\smin\.$/)).toBeVisible()
  await expect.element(page.getByRole('group', { name: 'How was the connection?' })).toBeVisible()
  const [rejoin, good] = [button('Rejoin').element(), button('Good').element()]
  expect(rejoin.compareDocumentPosition(good)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
  await inspect('exit, after a call')
  await button('Good').click()
  expect(server.asked).toContainEqual({ event: 'visit:rate', payload: { connection: 'good' } })
  await expect.element(page.getByText('Thank you.', { exact: true })).toBeVisible()
  await expect.element(button('Good')).toHaveAttribute('aria-pressed', 'true')
  await button('Poor').click({ force: true })
  expect(server.asked.filter(({ event }) => event === 'visit:rate')).toHaveLength(1)
  await inspect('exit, rated')
  await expect.poll(said).toContain('Thank you.')
})
