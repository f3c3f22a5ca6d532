import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { inspect } from './support/looks.ts'
import { button } from './support/screen.ts'
import { guestsCall } from './support/view.ts'

const bar = () => page.getByRole('progressbar')

test('a file is offered with its kind and size, and is gone when its sender takes it back', async () => {
  const { others } = await draw(guestsCall())
  await button('Chat').click()
  const offer = {
    file: 'offer',
    id: 'file-1',
    name: '../Knee\u202egpj.scan.pdf',
    size: 2_500_000,
    type: 'application/pdf',
  }
  others.hear('dr-vega', 'chat', offer)
  await expect.element(page.getByText('PDF · 2.5 MB')).toBeVisible()
  await inspect('chat, a file is offered')
  await button('Download: Kneegpj.scan.pdf').click()
  await expect
    .poll(() => others.said)
    .toContainEqual({ channel: 'chat', data: { file: 'take', id: 'file-1' }, to: 'dr-vega' })
  others.hear('dr-vega', 'chat', { file: 'stop', id: 'file-1' })
  await expect.element(page.getByText('No longer available')).toBeVisible()
})

test('a download shows how far it has come, is stopped, and can be started again', async () => {
  const { others } = await draw(guestsCall())
  await button('Chat').click()
  others.hear('dr-vega', 'chat', { file: 'offer', id: 'film', name: 'film.mp4', size: 1_048_576, type: 'video/mp4' })
  await button('Download: film.mp4').click()
  await expect.element(page.getByText('It starts in a moment.')).toBeVisible()
  const writer = others.openStream('dr-vega', 'chat/film').getWriter()
  const stopped = expect(writer.closed).rejects.toThrow()
  void writer.write(new Uint8Array(262_144)).catch(() => {})
  await expect.element(page.getByText('262 kB of 1 MB')).toBeVisible()
  await expect.element(bar()).toHaveAccessibleName('film.mp4')
  expect(bar().element()).toMatchObject({ value: 262_144, max: 1_048_576 })
  await inspect('chat, a file comes')
  await button('Cancel: film.mp4').click()
  await expect.element(bar()).not.toBeInTheDocument()
  await stopped
  await expect
    .poll(() => others.said)
    .toContainEqual({ channel: 'chat', data: { file: 'stop', id: 'film' }, to: 'dr-vega' })
  await expect.element(button('Download: film.mp4')).toBeVisible()
})

test('whoever sends a file reads how far it is, who did not get it and who has it, and takes it back', async () => {
  const { others } = await draw(guestsCall())
  await button('Chat').click()
  const coming: ReadableStream<Uint8Array>[] = []
  others.onStream('dr-vega', (_from, _label, bytes) => coming.push(bytes))
  // More than a line takes in before somebody reads it.
  const film = new File([new Uint8Array(4_000_000)], 'film.mp4', { type: 'video/mp4' })
  await userEvent.upload(page.elementLocator(await fileField()), film)
  await expect.element(page.getByText('The others can download it while you are in the call.')).toBeVisible()
  const offer = expect.objectContaining({ file: 'offer', name: 'film.mp4', size: 4_000_000 })
  expect(others.said).toContainEqual({ channel: 'chat', data: offer, to: undefined })
  const id = others.said.flatMap(({ data }) => (data as { id?: string }).id ?? [])[0]
  const vegaSays = (file: 'take' | 'got' | 'stop') => others.hear('dr-vega', 'chat', { file, id })

  vegaSays('take')
  await expect.element(bar()).toHaveAccessibleName(/^Sending to .*Dr Maria Vega/)
  await expect.poll(() => (bar().element() as HTMLProgressElement).value).toBeGreaterThan(0)
  expect(bar().element()).toMatchObject({ max: 4_000_000 })
  await inspect('chat, a file is sent')
  vegaSays('stop')
  await expect.element(page.getByText(/Dr Maria Vega.* did not get it\./)).toBeVisible()
  await expect.element(bar()).not.toBeInTheDocument()
  await coming[0]?.cancel()

  vegaSays('take')
  await expect.poll(() => coming.length).toBe(2)
  await coming[1]?.pipeTo(new WritableStream())
  vegaSays('got')
  await expect.element(page.getByText(/Dr Maria Vega.* has it\./)).toBeVisible()
  await button('Stop sending: film.mp4').click()
  await expect.element(page.getByText('You no longer send this file.')).toBeVisible()
  await expect.element(button('Stop sending: film.mp4')).not.toBeInTheDocument()
  expect(others.said).toContainEqual({ channel: 'chat', data: { file: 'stop', id }, to: undefined })
})

/** It stands behind the button that people press, in a panel that is fetched. */
function fileField(): Promise<Element> {
  return vi.waitUntil(() => document.querySelector('input[type=file]'))
}
