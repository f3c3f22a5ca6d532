import { named, shareFirefox } from './support/firefox.ts'
import { startPortal } from './support/portal.ts'
import { expect, test } from './support/test.ts'

const openInFirefox = shareFirefox()

test('Firefox: a guest is early, is let in, writes, mutes, sees a screen, comes back, leaves and returns', async ({
  api,
  visit,
}) => {
  test.setTimeout(180_000)
  const session = await api.book({ fromSeconds: 8, toSeconds: 3_600 })
  const guest = await openInFirefox(session.url('Ana'))
  await guest.reads('You are early')
  await guest.reads('Ready to join?')
  await guest.sees(1, 'video')
  await guest.opens('No problems found')
  await guest.reads('Works.')
  await guest.click('Join')
  await guest.reads('In the waiting room')
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  await host.button(/^Let in/).click()
  await Promise.all([guest.sees(), host.sees()])
  await Promise.all([guest.hears(), host.hears()])

  await host.button('Chat').click()
  await host.page.getByRole('textbox', { name: 'Write a message' }).fill('Can you hear me?')
  await host.page.keyboard.press('Enter')
  await guest.click('Chat, 1 new message')
  await guest.reads('Can you hear me?')
  await guest.write('Write a message', 'Loud and clear.')
  await expect(host.page.getByRole('log')).toContainText('Loud and clear.')

  await host.button('Share screen').click()
  await guest.reads('Screen of Dr Vega')
  await guest.seesScreen()
  await host.page.getByRole('main').getByRole('button', { name: 'Stop sharing' }).click()
  await guest.readsNoMore('Screen of Dr Vega')

  const tile = host.page
    .getByRole('list', { name: 'People in the call' })
    .getByRole('listitem')
    .filter({ hasText: 'Ana' })
  await guest.click('Mute microphone')
  await expect(tile.getByText('Microphone off')).toBeAttached()
  await guest.press('Enter')
  await expect(tile.getByText('Microphone off')).not.toBeAttached()
  await guest.click('Stop video')
  await expect(tile.getByText('Camera off')).toBeAttached()
  await guest.press('Enter')
  await Promise.all([guest.sees(), host.sees()])
  await Promise.all([guest.hears(), host.hears()])

  await guest.page.reload()
  await Promise.all([guest.sees(), host.sees()])
  await Promise.all([guest.hears(), host.hears()])
  await host.page.reload()
  await Promise.all([guest.sees(), host.sees()])

  await guest.click('End call')
  await guest.reads('You have left the call')
  await guest.click('Rejoin')
  await guest.reads('In the waiting room')
  await host.button(/^Let in/).click()
  await Promise.all([guest.sees(), host.sees()])
  await Promise.all([guest.hears(), host.hears()])

  await host.button('End call').click()
  await host.button(/^End for everyone/).click()
  await guest.reads('The call has ended')
})

test('Firefox: a page of another site commands the room in it', async ({ product, api, visit }) => {
  test.setTimeout(120_000)
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const portal = await startPortal({
    html: `<script type="module" src="${product.url}/embed.js"></script>
      <anteroom-session entry-url="${session.url('Ana')}"></anteroom-session>`,
  })
  const { page } = await openInFirefox(portal.origin)
  /** What comes of a command: `done`, or why not. */
  const command = (method: string, ...values: string[]) =>
    page.evaluate(
      (method, values) => {
        const commands = document.querySelector('anteroom-session') as unknown as Record<
          string,
          (...values: string[]) => Promise<void>
        >
        return commands[method]?.(...values).then(
          () => 'done',
          (error: { code: string }) => error.code,
        )
      },
      method,
      values,
    )
  expect(await command('openChat')).toBe('wrong-phase')
  const room = page.frames().find((frame) => frame.url().startsWith(product.url))
  if (!room) throw new Error('The room is in no frame')
  await named(room, 'button', 'Join').click()
  await host.sees()
  expect(await command('mute', 'camera')).toBe('done')
  await expect(host.page.getByText(', Camera off')).toBeAttached()
  const asked = command('askToUnmute', 'camera')
  await named(room, 'button', 'Switch camera on').click()
  expect(await asked).toBe('done')
  await host.sees()
  expect(await command('setLayout', 'mosaic')).toBe('malformed')
  expect(await command('hangUp')).toBe('done')
  await expect(host.page.locator('video[data-visit]')).toHaveCount(0, { timeout: 10_000 })
  portal.close()
})
