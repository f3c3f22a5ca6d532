import { expect, onTestFinished, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { inspect } from './support/looks.ts'
import { button } from './support/screen.ts'
import { guestsCall, hostsCall, viewOf } from './support/view.ts'

const inAnApp =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/22F76 Instagram 390.0'

/** The browser says that it is another one. */
function beIn(userAgent: string) {
  const said = vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent)
  onTestFinished(() => said.mockRestore())
}

test('Enter that takes a composed word sends nothing, also in Safari, which ends the composing before it', async () => {
  const { others } = await draw(guestsCall())
  await button('Chat').click()
  const field = page.getByRole('textbox', { name: 'Write a message' })
  await field.fill('にほんご')
  const press = (keyCode: number) =>
    field
      .element()
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode, bubbles: true, cancelable: true }))
  press(229)
  await expect.element(field).toHaveValue('にほんご')
  press(13)
  await expect.element(field).toHaveValue('')
  expect(others.said).toContainEqual({
    channel: 'chat',
    data: expect.objectContaining({ text: 'にほんご' }),
    to: undefined,
  })
})

test('where there is no full screen, as on an iPhone, its key does nothing and is in no list', async () => {
  const has = vi.spyOn(document, 'fullscreenEnabled', 'get').mockReturnValue(false)
  const asked = vi.spyOn(document.documentElement, 'requestFullscreen')
  onTestFinished(() => {
    has.mockRestore()
    asked.mockRestore()
  })
  await draw(guestsCall())
  await userEvent.keyboard('f')
  expect(asked).not.toHaveBeenCalled()
  await userEvent.keyboard('?')
  await expect.element(page.getByRole('dialog').getByText('Microphone on or off')).toBeVisible()
  await expect.element(page.getByRole('dialog').getByText('Full screen')).not.toBeInTheDocument()
})

test('a list is one for VoiceOver, too: WebKit takes those without any marker for none', async () => {
  await draw(hostsCall())
  await button(/^People/).click()
  await expect.element(page.getByRole('list').nth(1)).toBeVisible()
  const styles = [...document.querySelectorAll('ul, ol')].map((list) => getComputedStyle(list).listStyleType)
  expect(styles.length).toBeGreaterThan(1)
  expect(styles).not.toContain('none')
})

test('a small window that does not open says so', async () => {
  const asked = vi
    .spyOn(HTMLVideoElement.prototype, 'requestPictureInPicture')
    .mockRejectedValue(new DOMException('', 'InvalidStateError'))
  onTestFinished(() => asked.mockRestore())
  await draw(guestsCall())
  await button(/^Small window over other programs/).click()
  await expect.element(page.getByText('The small window did not open. Please try again.')).toBeVisible()
  await inspect('small window that did not open')
})

test('in an app’s own browser, a camera that is denied leads out of it, with the link', async () => {
  beIn(inAnApp)
  const { device } = await draw(viewOf())
  device.fail('camera', 'denied')
  await expect.element(page.getByText('This app cannot use your camera')).toBeVisible()
  await expect.element(page.getByText(/Please open it in Safari/)).toBeVisible()
  await expect.element(button('Copy link')).toBeVisible()
  await inspect('camera denied in an app')
})
