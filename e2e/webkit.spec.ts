import { writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { cards } from './support/checkout.ts'
import { faults, startFront } from './support/front.ts'
import { freePort, startProduct } from './support/product.ts'
import { test as base, expect } from './support/test.ts'
import { findWebKit, launchWebKit, type WebKitPerson } from './support/webkit.ts'

const webkit = findWebKit()

/**
 * Ana or Dr Vega has WebKit, the other one Chromium, and both have the same stand-in for WebRTC, which WebKit lacks as
 * Debian builds it: all but the media themselves is as in Safari.
 */
const test = base.extend<{ safari: WebKitPerson }>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern.
    async ({}, use) => {
      const port = String(await freePort())
      const front = await startFront(`http://127.0.0.1:${port}`)
      // Its public address, as whoever has paid is led back there.
      const product = await startProduct({ PORT: port, PUBLIC_URL: front.origin })
      await use({ ...product, url: front.origin })
      await product.close()
      await front.close()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern.
  safari: async ({}, use, info) => {
    const { person, close } = await launchWebKit(String(webkit))
    await use(person)
    if (info.status !== info.expectedStatus) {
      await writeFile(info.outputPath('webkit.png'), await person.picture())
    }
    await close()
  },
})

// On a machine that does something else besides.
test.describe.configure({ timeout: 180_000 })
test.skip(!webkit, 'There is no WebKit here, and none could be installed (WEBKIT_PATH names its driver)')

/** Nothing went wrong in the page since it was loaded, and nothing is wider than its window. */
async function expectSound(person: WebKitPerson) {
  expect(await person.run(faults)).toEqual([])
  expect(await person.run(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}

async function payWith(person: WebKitPerson, number: string) {
  await person.write('Card number', number)
  await person.write('Expiry', '12 / 40')
  await person.write('Security code', '123')
  await person.click('Pay A$50.00')
}

/** The tile of somebody, as the other side has it. */
const tileOf = (page: Page, name: string) =>
  page.getByRole('list', { name: 'People in the call' }).getByRole('listitem').filter({ hasText: name })

test('WebKit: each door says what it is, and goes on by itself', async ({ api, product, safari }) => {
  await safari.goTo(`${product.url}/session/nonsense`)
  await safari.reads('We could not find your appointment')
  await expectSound(safari)
  const cancelled = await api.book({ from: 30, to: 60 })
  await safari.goTo(cancelled.url('Ana'))
  await safari.reads('You are early')
  await api.cancel(cancelled)
  await safari.reads('This appointment was cancelled')
  await expectSound(safari)
  const early = await api.book({ fromSeconds: 6, toSeconds: 600 })
  await safari.goTo(early.url('Ana'))
  await safari.reads('You are early')
  await expectSound(safari)
  await safari.click('Join')
  await safari.reads('In the waiting room')
  await expectSound(safari)
})

test('WebKit: a guest comes back from the payment page, cancels, is declined, pays, and goes in', async ({
  api,
  safari,
  visit,
}) => {
  const session = await api.book({ fee: 5000 })
  await safari.resize(400, 800)
  await safari.goTo(session.url('Ana'))
  await safari.reads('Please pay before you join')
  await expectSound(safari)
  await safari.click('Pay A$50.00')
  await safari.finds('textbox', 'Card number')
  await safari.back()
  await safari.reads('Nothing was charged so far')
  await safari.click('Pay A$50.00')
  await safari.click('Cancel and go back', 'link')
  await safari.reads('Nothing was charged so far')
  await expectSound(safari)
  await safari.click('Pay A$50.00')
  await payWith(safari, cards.declined)
  await safari.reads('declined')
  await payWith(safari, cards.paid)
  await safari.reads('Ready to join?')
  await safari.reads('Paid A$50.00 · Test')
  await expectSound(safari)
  await safari.click('Join')
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  await expect(host.page.getByText('Paid A$50.00 · Test').first()).toBeVisible()
  await host.button(/^Let in/).click()
  await Promise.all([safari.sees(), host.sees()])
})

test('WebKit: a guest looks at themself, waits, is let in, writes, mutes, is held, comes back, leaves and returns', async ({
  api,
  safari,
  visit,
}) => {
  const session = await api.book()
  await safari.resize(400, 800)
  await safari.goTo(session.url('Ana'))
  await safari.sees('video')
  await safari.reads('No problems found')
  await expectSound(safari)
  await safari.resize(1280, 900)
  await safari.click(/^Camera and sound/)
  await safari.choose('Camera', 'Mock video device 2')
  await safari.sees('video')
  await safari.click('Stop video')
  await safari.reads('Your camera is off')
  await safari.click('Start video')
  await safari.sees('video')
  await expectSound(safari)
  await safari.click('Join')
  await safari.reads('In the waiting room')
  await expectSound(safari)

  const host = await visit(session.url('Dr Vega'))
  await host.join()
  await host.button(/^Let in/).click()
  await Promise.all([safari.sees(), host.sees()])

  await host.button('Chat').click()
  await host.page.getByRole('textbox', { name: 'Write a message' }).fill('See https://pictures.example/1')
  await host.page.keyboard.press('Enter')
  await safari.click('Chat, 1 new message')
  await safari.finds('link', /^https:\/\/pictures\.example\/1/)
  await safari.write('Write a message', 'Here it is.')
  await safari.press('Enter')
  await expect(host.page.getByRole('log')).toContainText('Here it is.')
  await safari.reads('Here it is.')
  const opening = host.page.waitForEvent('filechooser')
  await host.button('Send a file').click()
  const file = { name: 'scan.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(100_000, 7) }
  await (await opening).setFiles([file])
  await safari.reads('scan.pdf')
  await expectSound(safari)
  await safari.press('Escape')

  await safari.click('Mute microphone')
  await expect(tileOf(host.page, 'Ana').getByText('Microphone off')).toBeAttached()
  await safari.click('Unmute microphone')
  await expect(tileOf(host.page, 'Ana').getByText('Microphone off')).not.toBeAttached()
  await safari.click('Stop video')
  await expect(tileOf(host.page, 'Ana').getByText('Camera off')).toBeAttached()
  await safari.click('Start video')
  await host.sees()
  await host.button('Share screen').click()
  await safari.reads('Screen of Dr Vega')
  await safari.sees('video[data-screen]')
  await host.page.getByRole('main').getByRole('button', { name: 'Stop sharing' }).click()
  await safari.readsNoMore('Screen of Dr Vega')

  await safari.click(/^People/)
  await safari.reads('Ana (you)')
  await safari.press('Escape')
  await safari.click('Menu')
  await safari.finds('heading', 'Menu')
  await safari.resize(400, 800)
  await expectSound(safari)
  await safari.press('Escape')
  await safari.finds('heading', 'Menu', false)
  await safari.sees()
  await expectSound(safari)

  await host.button(/^People/).click()
  await host.button('More for Ana').click()
  await host.button('Put on hold: Ana').click()
  await safari.reads('You are on hold')
  await expectSound(safari)
  await host.button('Resume: Ana').click()
  await safari.sees()
  await host.button('More for Ana').click()
  await host.button('To waiting room: Ana').click()
  await safari.reads('In the waiting room')
  await host.button(/^Let in/).click()
  await safari.sees()
  await expectSound(safari)

  await safari.reload()
  await Promise.all([safari.sees(), host.sees()])
  await safari.click('End call')
  await safari.reads('You have left the call')
  await expectSound(safari)
  await safari.click('Rejoin')
  await safari.reads('In the waiting room')
  await host.button(/^Let in/).click()
  await Promise.all([safari.sees(), host.sees()])
  await host.button('End call').click()
  await host.button(/^End for everyone/).click()
  await safari.reads('The call has ended')
  await expectSound(safari)
})

test('WebKit: a host hears of who waits, lets in, mutes, locks, invites, and ends for everyone', async ({
  api,
  safari,
  visit,
}) => {
  const session = await api.book()
  await safari.resize(1280, 900)
  await safari.goTo(session.url('Dr Vega'))
  await safari.click('Start call')
  await safari.reads('Nobody else is here yet')
  await expectSound(safari)
  const guest = await visit(session.url('Ana'))
  await guest.join()
  await safari.reads('1 person is waiting')
  await safari.click(/^Let in/)
  await Promise.all([safari.sees(), guest.sees()])

  await safari.click(/^People/)
  await safari.click('Mute: Ana')
  await expect(guest.page.getByText('Dr Vega muted you.').first()).toBeVisible()
  await safari.click('Lock room')
  await expect(guest.page.getByText('Locked', { exact: true })).toBeVisible()
  await safari.click('Invite')
  await safari.write('Their name', 'Ben')
  await safari.click('Create link')
  await safari.reads('/session/')
  await expectSound(safari)
  await safari.click('Done')
  await safari.resize(400, 800)
  await safari.click('More for Ana')
  await expectSound(safari)
  await safari.click('Put on hold: Ana')
  await expect(guest.page.getByRole('heading', { name: 'You are on hold' })).toBeVisible()
  await safari.click('Resume: Ana')
  await guest.sees()
  await safari.press('Escape')
  await safari.sees()
  await expectSound(safari)
  await safari.click('End call')
  await safari.click(/^End for everyone/)
  await safari.reads('The call has ended')
  await expect(guest.page.getByRole('heading', { name: 'The call has ended' })).toBeVisible()
  await expectSound(safari)
})
