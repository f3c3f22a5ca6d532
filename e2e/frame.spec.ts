import { createServer } from 'node:http'
import { startPortal } from './support/portal.ts'
import { expect, test } from './support/test.ts'

test('the room works in a frame on a page of another site', async ({ api, visit, browser }) => {
  const session = await api.book({ flags: ['-plugin;waiting-room', 'session;enforce-participant-uniqueness'] })
  const portal = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end(
      `<!doctype html><title>Portal</title><iframe title="Consultation" width="900" height="700" allow="camera; microphone; display-capture; autoplay; fullscreen" src="${session.url('Ana')}"></iframe>`,
    )
  })
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve))
  const address = portal.address()
  const port = typeof address === 'object' ? address?.port : 0
  const context = await browser.newContext()
  try {
    const host = await visit(session.url('Dr Vega'))
    await host.join()
    const page = await context.newPage()
    // Another site than 127.0.0.1, so that cookies are a third party's.
    await page.goto(`http://localhost:${port}/`)
    const room = page.frameLocator('iframe')
    await room.getByRole('button', { name: 'Join' }).click()
    await host.sees()
    await host.hears()
    await room.getByRole('button', { name: 'Mute microphone' }).click()
    // A reload of the portal goes on as the same browser, though its cookie does not come along.
    await page.reload()
    await expect(room.getByRole('button', { name: 'End call' })).toBeVisible()
    // Browsers refuse storage to a frame of another site and may forget its entry in the history, but not a cookie of its own.
    await expect(room.getByRole('button', { name: 'Stop video' })).toBeVisible()
    await expect(room.getByRole('button', { name: 'Unmute microphone' })).toBeVisible()
    await expect(room.getByRole('button', { name: 'Turn both on' })).toBeHidden()
    await host.sees()
  } finally {
    await context.close()
    portal.close()
  }
})

test('a frame with a sandbox says what is missing, and offers a tab of its own', async ({ api, visit }) => {
  const session = await api.book()
  const html = `<iframe title="Consultation" sandbox="allow-scripts allow-popups" src="${session.url('Ana')}"></iframe>`
  const portal = await startPortal({ html })
  try {
    const { page } = await visit('about:blank')
    const told = page.waitForEvent('console', (message) => /allow-same-origin/.test(message.text()))
    await page.goto(portal.origin)
    const room = page.frameLocator('iframe')
    await expect(room.getByRole('heading', { name: 'This page cannot work here' })).toBeVisible()
    await told
    await expect(room.getByRole('button', { name: 'Open in a new tab' })).toBeVisible()
    // The tab may have the same sandbox, or none may open.
    await expect(room.getByText(session.url('Ana'))).toBeVisible()
  } finally {
    portal.close()
  }
})

test('a frame whose sandbox lacks forms and popups can be joined and written in', async ({ api, visit }) => {
  const session = await api.book({
    flags: ['-plugin;waiting-room'],
    people: [{ role: 'host', name: 'Dr Vega' }, { role: 'guest' }],
  })
  const link = session.participants.find(({ display_name }) => display_name === null)?.entry_url
  const html = `<iframe title="Consultation" width="900" height="700" allow="camera; microphone" sandbox="allow-scripts allow-same-origin" src="${link}"></iframe>`
  const portal = await startPortal({ html })
  try {
    const host = await visit(session.url('Dr Vega'))
    await host.join()
    const { page } = await visit('about:blank')
    await page.goto(portal.origin)
    const room = page.frameLocator('iframe')
    await room.getByLabel('Your name').fill('Ana')
    await room.getByLabel('Your name').press('Enter')
    await host.sees()
    await room.getByRole('button', { name: 'Chat' }).click()
    await room.getByLabel('Write a message').fill('Hello')
    await room.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(host.page.getByText('Hello', { exact: true })).toBeVisible()
  } finally {
    portal.close()
  }
})
