import decodeQR from 'qr/decode.js'
import { expect, onTestFinished, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { inspect } from './support/looks.ts'
import { button, tabTo } from './support/screen.ts'
import { ana, guestsCall, hostsCall, tom } from './support/view.ts'

const openPeople = () => button(/^People/).click()

test('a host sees who is there, and what can be done', async () => {
  await draw(hostsCall())
  await openPeople()
  await expect.element(page.getByRole('complementary')).toMatchAriaInlineSnapshot(`
    - complementary "People":
      - heading "People" [level=2]
      - button "Close"
      - button "Invite"
      - button "Lock room"
      - list:
        - listitem:
          - paragraph: Dr Maria Vega (you)
          - paragraph: Host
        - listitem:
          - paragraph: Ana Lindgren
          - paragraph: Microphone on Guest
          - button "Mute: Ana Lindgren": Mute
          - button "More for Ana Lindgren"
  `)
  await button('More for Ana Lindgren').click()
  await inspect('people, what a host can do')
})

test('what the check of somebody’s browser has found stands beside their name', async () => {
  await draw(
    hostsCall({
      people: [
        { ...ana, findings: ['sound-only'] },
        { ...tom, connected: false },
      ],
    }),
  )
  await openPeople()
  await expect.element(page.getByText('Guest · Sound only')).toBeVisible()
  await expect.element(page.getByText('Guest · Not reachable at the moment')).toBeVisible()
})

test('a host puts somebody on hold and back, and sends them to the waiting room', async () => {
  const { server } = await draw(hostsCall())
  await openPeople()
  await button('More for Ana Lindgren').click()
  await button('Put on hold: Ana Lindgren').click()
  server.set(hostsCall({ people: [{ ...ana, onHold: true }] }))
  await expect.element(page.getByText('Guest · On hold')).toBeVisible()
  expect(document.querySelector('video[data-visit]')).toBeNull()
  await inspect('people, one is on hold')
  await button('Resume: Ana Lindgren').click()
  server.set(hostsCall())
  await button('More for Ana Lindgren').click()
  await button('To waiting room: Ana Lindgren').click()
  expect(server.asked).toEqual([
    { event: 'call:hold', payload: { visitId: 'ana', hold: true } },
    { event: 'call:hold', payload: { visitId: 'ana', hold: false } },
    { event: 'door:send-back', payload: { visitId: 'ana' } },
  ])
})

test('to take somebody out is asked twice', async () => {
  const { server } = await draw(hostsCall())
  await openPeople()
  await button('More for Ana Lindgren').click()
  await button(/^Remove.*: Ana Lindgren$/).click()
  expect(server.asked).toEqual([])
  await inspect('remove?')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Remove/ })
    .click()
  await expect.poll(() => server.asked).toEqual([{ event: 'call:remove', payload: { visitId: 'ana' } }])
})

test('a host mutes one, or everyone, and nobody who is silent already', async () => {
  const { others } = await draw(hostsCall({ people: [ana, tom] }))
  await openPeople()
  const mute = button('Mute: Ana Lindgren')
  await mute.click()
  expect(others.said).toContainEqual({ channel: 'muting', data: { mute: ['ana'] }, to: undefined })
  others.change('ana', { tracks: { microphone: null } })
  await expect.element(mute).toHaveAttribute('aria-disabled', 'true')
  await expect.element(mute).toHaveFocus()
  await expect.element(page.getByText('Guest · Muted')).toBeVisible()
  await button('Mute everyone').click()
  expect(others.said).toContainEqual({ channel: 'muting', data: { mute: ['tom'] }, to: undefined })
  others.change('tom', { tracks: { microphone: null } })
  await expect.element(button('Mute everyone')).toHaveAttribute('aria-disabled', 'true')
  await inspect('people, all are muted')
  others.change('ana', {
    tracks: { microphone: (await navigator.mediaDevices.getUserMedia({ audio: true })).getAudioTracks()[0] ?? null },
  })
  await expect.element(mute).not.toHaveAttribute('aria-disabled')
})

test('whoever was muted reads by whom, and switches the microphone on again', async () => {
  const { others } = await draw(guestsCall())
  others.hear('dr-vega', 'muting', { mute: ['me'] })
  await expect.element(page.getByText(/Dr Maria Vega.* muted you\./).first()).toBeVisible()
  await expect.element(button('Unmute microphone')).toBeVisible()
  // This microphone hears somebody all the time.
  await expect.element(page.getByText(/^You are muted\. The/), { timeout: 10_000 }).toBeInTheDocument()
  await inspect('muted by a host')
  await button('Unmute').click()
  await expect.element(button('Mute microphone')).toBeVisible()
  await expect.element(button('Unmute')).not.toBeInTheDocument()
})

test('guests mute nobody', async () => {
  await draw(guestsCall())
  await openPeople()
  await expect.element(button('Safety code with Dr Maria Vega')).toBeVisible()
  await expect.element(button(/^Mute:/)).not.toBeInTheDocument()
  await expect.element(button('Invite')).not.toBeInTheDocument()
})

test('two people just speak; of three one raises a hand', async () => {
  const { server, others } = await draw(hostsCall())
  await expect.element(button('Chat')).toBeVisible()
  await expect.element(button('Raise hand')).not.toBeInTheDocument()
  server.set(hostsCall({ people: [ana, tom] }))
  await button('Raise hand').click()
  await expect.element(button('Lower hand')).toBeVisible()
  expect(others.said).toContainEqual({ channel: 'hands', data: { raised: true }, to: undefined })
})

test('everybody sees whose hand is up, and a host lowers it', async () => {
  const { others, said } = await draw(hostsCall({ people: [ana, tom] }))
  others.hear('ana', 'hands', { raised: true })
  const tile = page.getByRole('list', { name: 'People in the call' }).getByRole('listitem').filter({ hasText: 'Ana' })
  await expect.element(tile.getByText('Hand raised')).toBeInTheDocument()
  await expect.poll(said).toMatch(/Ana Lindgren.* has raised a hand\./)
  await openPeople()
  await expect.element(page.getByText('Guest · Hand raised, number 1')).toBeVisible()
  await inspect('three, people, a hand is up')
  await button('Lower hand: Ana Lindgren').click()
  expect(others.said).toContainEqual({ channel: 'hands', data: { lower: 'ana' }, to: undefined })
  others.hear('ana', 'hands', { raised: false })
  await expect.element(page.getByText('Hand raised')).not.toBeInTheDocument()
})

test('a host who lowers our hand lowers it', async () => {
  const { others } = await draw(guestsCall({ people: [...guestsCall().people, tom] }))
  await button('Raise hand').click()
  others.hear('dr-vega', 'hands', { lower: 'me' })
  await expect.element(button('Raise hand')).toBeVisible()
})

test('a guest is made a host only by whoever means it', async () => {
  const { server } = await draw(hostsCall())
  await openPeople()
  const more = button('More for Ana Lindgren')
  await more.click()
  // Escape closes what is open, and not the panel around it.
  await userEvent.keyboard('{Escape}')
  await expect.element(more).toHaveFocus()
  await expect.element(more).toHaveAttribute('aria-expanded', 'false')
  await userEvent.keyboard('{Enter}')
  await tabTo(button('Make host: Ana Lindgren'))
  await userEvent.keyboard('{Enter}')
  const dialog = page.getByRole('dialog', { name: /^Make .*Ana Lindgren.* a host\?$/ })
  await expect.element(dialog).toBeVisible()
  await inspect('make host?')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect.element(more).toHaveFocus()
  expect(server.asked).toEqual([])
  await more.click()
  await button('Make host: Ana Lindgren').click()
  await dialog.getByRole('button', { name: 'Make host' }).click()
  await expect.poll(() => server.asked).toEqual([{ event: 'call:make-host', payload: { visitId: 'ana' } }])
  server.set(hostsCall({ people: [{ ...ana, role: 'HOST' }] }))
  await expect.element(page.getByText('Guest', { exact: true })).not.toBeInTheDocument()
})

test('whoever was made a host is told by whom, and has a host’s tools; and that they are one no longer', async () => {
  const { server, said } = await draw(guestsCall())
  await expect.element(button('Chat')).toBeVisible()
  await expect.element(button(/^Waiting room/)).not.toBeInTheDocument()
  server.set(guestsCall({ me: { role: 'HOST', madeHostBy: 'Dr Maria Vega' } }))
  await expect.element(page.getByText(/You can let people in, mute others/)).toBeVisible()
  await expect.poll(said).toMatch(/Dr Maria Vega.* made you a host\./)
  await expect.element(button(/^Waiting room/)).toBeVisible()
  await inspect('made a host')
  await button('Close').click()
  await expect.element(page.getByText(/You can let people in, mute others/)).not.toBeInTheDocument()
  server.set(guestsCall())
  await expect.element(page.getByText('You are no longer a host.').first()).toBeVisible()
  await expect.poll(said).toMatch(/You are no longer a host\./)
  await expect.element(button(/^Waiting room/)).not.toBeInTheDocument()
})

test('a host locks the room, everybody in it is told, and it is opened again', async () => {
  const { server, said } = await draw(hostsCall())
  await openPeople()
  await button('Lock room').click()
  server.set(hostsCall({ locked: true }))
  await expect.element(button('Unlock room')).toHaveFocus()
  await expect.element(page.getByText('Locked', { exact: true })).toBeVisible()
  await expect.poll(said).toContain('The room is locked.')
  await inspect('people, locked')
  await button('Unlock room').click()
  server.set(hostsCall())
  await expect.poll(said).toContain('The room is open again.')
  expect(server.asked).toEqual([
    { event: 'door:lock', payload: { locked: true } },
    { event: 'door:lock', payload: { locked: false } },
  ])
})

test('a host invites somebody, and hands on the link by copying or as a code', async () => {
  const entryUrl = 'https://video.clinic.example/session/0b7c5a44-31b1-4b8e-9d0c-6a2f3d1e5c77'
  const copied: string[] = []
  const writeText = vi
    .spyOn(navigator.clipboard, 'writeText')
    .mockImplementation(async (text) => void copied.push(text))
  onTestFinished(() => writeText.mockRestore())
  const { server, said } = await draw(hostsCall())
  server.answers['call:invite'] = { ok: true, entryUrl }
  await openPeople()
  await button('More for Ana Lindgren').click()
  await button('Invite').click()
  const dialog = page.getByRole('dialog')
  await expect.element(button('More for Ana Lindgren')).toHaveAttribute('aria-expanded', 'false')
  await dialog.getByRole('textbox', { name: 'Their name' }).fill('Kim')
  await dialog.getByRole('radio', { name: /^Interpreter/ }).click()
  await inspect('invite')
  await button('Create link').click()
  await expect.element(dialog.getByRole('heading', { name: /^Link for .*Kim/ })).toBeVisible()
  expect(server.asked).toEqual([{ event: 'call:invite', payload: { role: 'PARTICIPANT', name: 'Kim' } }])
  await expect.poll(said).toContain('The link is ready.')
  await expect.element(dialog.getByText(entryUrl, { exact: true })).toBeVisible()
  const code = page.getByRole('img', { name: /^Code with the link/ })
  await expect.element(code).toBeVisible()
  await inspect('invited')
  expect(await scan(code.element())).toBe(entryUrl)
  await button('Copy link').click()
  await expect.element(button('Copied')).toBeVisible()
  expect(copied).toEqual([entryUrl])
  await button('Done').click()
  await expect.element(button('Invite')).toHaveFocus()
})

/** What a camera would read from the code on the screen. */
async function scan(code: Element): Promise<string> {
  const base64 = await page.screenshot({ element: code, save: false })
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const drawn = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
  const drawing = Object.assign(document.createElement('canvas'), {
    width: drawn.width,
    height: drawn.height,
  }).getContext('2d')
  if (!drawing) throw new Error('There is nothing to draw with')
  drawing.drawImage(drawn, 0, 0)
  const { data, width, height } = drawing.getImageData(0, 0, drawn.width, drawn.height)
  return decodeQR({ data, width, height })
}

test('each two have a safety code of their own, and another one once a page was loaded anew', async () => {
  const { others } = await draw(hostsCall({ people: [ana, tom] }))
  await openPeople()
  const code = page.getByRole('dialog').getByRole('status')
  const codeWith = async (name: string) => {
    await button(`More for ${name}`).click()
    await button(`Safety code with ${name}`).click()
    await expect.element(code).toMatchTextContent(/^(\d{5} ?){4}$/)
    return code.element().textContent
  }
  const withTom = await codeWith(tom.name)
  // Escape closes the dialog, and not the panel behind it.
  await userEvent.keyboard('{Escape}')
  await expect.element(button(`More for ${tom.name}`)).toHaveFocus()
  const withAna = await codeWith(ana.name)
  expect(withAna).not.toBe(withTom)
  await inspect('safety code')
  others.makeAnew('ana')
  await expect.poll(() => code.element().textContent).not.toBe(withAna)
  await expect.element(code).toMatchTextContent(/^(\d{5} ?){4}$/)
})
