import { spawn } from 'node:child_process'
import path from 'node:path'
import { must } from '@anteroom/client'
import { connect } from './support/api.ts'
import { inspectInEachLook } from './support/looks.ts'
import { expectToHear, heard, listening, type Portal, startPortal } from './support/portal.ts'
import { freePort } from './support/product.ts'
import { expect, test } from './support/test.ts'

type Commands = Record<
  'mute' | 'askToUnmute' | 'setName' | 'setLayout' | 'openChat' | 'hangUp' | 'closeChat',
  (...values: string[]) => Promise<void>
>

const portals: Portal[] = []

test.afterEach(() => {
  for (const portal of portals.splice(0)) portal.close()
})

async function portalWith(content: Parameters<typeof startPortal>[0]): Promise<Portal> {
  const portal = await startPortal({ script: listening, ...content })
  portals.push(portal)
  return portal
}

const element = (product: { url: string }, entryUrl: string) => `
  <script type="module" src="${product.url}/embed.js"></script>
  <anteroom-session entry-url="${entryUrl}" title="Consultation with Dr Vega"></anteroom-session>`

test('a page of another site is told what becomes of the visit, in order', async ({ product, api, visit }) => {
  const session = await api.book()
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const portal = await portalWith({
    html: element(product, session.url('Ana')),
    // What docs/embedding.md asks of a page with a strict policy, and no style beside.
    headers: {
      'Content-Security-Policy': `default-src 'none'; script-src 'self' ${product.url}; frame-src ${product.url}`,
      'Referrer-Policy': 'no-referrer',
    },
  })
  const { page } = await visit(portal.origin)
  const room = page.frameLocator('anteroom-session iframe')
  await room.getByRole('button', { name: 'Join' }).click()
  await expectToHear(page, 'phase waiting')
  await host.button(/^Let in/).click()
  await expectToHear(page, 'joined')
  await host.button('End call').click()
  await host.button(/^End for everyone/).click()
  await expectToHear(page, 'ended')
  expect(await heard(page)).toEqual([
    'ready',
    'phase precall',
    'phase waiting',
    'phase in-call',
    'joined',
    'phase exit',
    'left ended',
    'ended',
  ])
  await expect(page.locator('anteroom-session').locator('iframe')).toHaveAttribute('title', 'Consultation with Dr Vega')
  // As large as the element, without a style of the page.
  const { width, height } = (await page.locator('anteroom-session iframe').boundingBox()) ?? { width: 0, height: 0 }
  expect(height).toBeGreaterThan(500)
  expect(width).toBeGreaterThan(1_000)
})

test('a call works without storage, and the page leaves it with its visitor, at once', async ({
  product,
  api,
  visit,
}) => {
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const portal = await portalWith({ html: element(product, session.url('Ana')) })
  const { page } = await visit('about:blank')
  // As in browsers that withhold storage from frames of other sites.
  await page.addInitScript(() => {
    const withheld = () => {
      throw new DOMException('Storage is withheld', 'SecurityError')
    }
    for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: withheld })
  })
  await page.goto(portal.origin)
  await page.frameLocator('anteroom-session iframe').getByRole('button', { name: 'Join' }).click()
  await host.sees()
  await page.locator('anteroom-session').evaluate((session) => (session as unknown as { leave(): void }).leave())
  // Not after the time that a lost page would be waited for.
  await expect(host.page.locator('video[data-visit]')).toHaveCount(0, { timeout: 10_000 })
  await expectToHear(page, 'left left')
})

test('a page of another site commands the room, and only its visitor switches anything on', async ({
  product,
  api,
  visit,
}) => {
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const portal = await portalWith({ html: element(product, session.url('Ana')) })
  const { page } = await visit(portal.origin)
  /** What comes of a command: `done`, or why not. */
  const command = (method: keyof Commands, ...values: string[]) =>
    page.locator('anteroom-session').evaluate(
      (session, { method, values }) =>
        (session as unknown as Commands)[method](...values).then(
          () => 'done',
          (error: { code: string }) => error.code,
        ),
      { method, values },
    )
  // Given before the room is there, it waits for it.
  expect(await command('setName', 'Somebody else')).toBe('not-allowed')
  expect(await command('openChat')).toBe('wrong-phase')
  const room = page.frameLocator('anteroom-session iframe')
  await room.getByRole('button', { name: 'Join' }).click()
  await host.sees()
  expect(await command('mute', 'camera')).toBe('done')
  await expect(room.getByRole('button', { name: 'Start video' })).toBeVisible()
  await expect(host.page.getByText(', Camera off')).toBeAttached()
  const asked = command('askToUnmute', 'camera')
  await room.getByRole('button', { name: 'Switch camera on' }).click()
  expect(await asked).toBe('done')
  await host.sees()
  expect(await command('openChat')).toBe('done')
  await expect(room.getByRole('textbox', { name: 'Message' })).toBeVisible()
  expect(await command('closeChat')).toBe('done')
  expect(await command('setLayout', 'mosaic')).toBe('malformed')
  expect(await command('setLayout', 'speaker')).toBe('done')
  expect(await command('hangUp')).toBe('done')
  await expectToHear(page, 'left left')
  await expect(host.page.locator('video[data-visit]')).toHaveCount(0, { timeout: 10_000 })
})

test('the page of our example shows its visitor the room, and takes them out of it', async ({
  product,
  api,
  visit,
}) => {
  const port = String(await freePort())
  const { client_id, client_secret } = product.demo
  const example = spawn(process.execPath, ['portal.ts'], {
    cwd: path.join(import.meta.dirname, '../examples/typescript'),
    env: {
      ...process.env,
      PORT: port,
      ANTEROOM_URL: product.url,
      ANTEROOM_CLIENT_ID: client_id,
      ANTEROOM_CLIENT_SECRET: client_secret,
    },
    stdio: 'ignore',
  })
  portals.push({ origin: '', close: () => void example.kill() })
  const origin = `http://127.0.0.1:${port}`
  await expect
    .poll(() =>
      fetch(`${origin}/favicon.ico`).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(404)
  const { page } = await visit(origin)
  const room = page.frameLocator('anteroom-session iframe')
  await room.getByRole('button', { name: 'Join' }).click()
  const link = await page.locator('anteroom-session').getAttribute('entry-url')
  const { content } = await must(api.client.GET('/v1/sessions', { params: { query: { order: 'reverse' } } }))
  const booked = content.find(({ participants }) => participants.some(({ entry_url }) => entry_url === link))
  const host = await visit(booked?.participants.find(({ role }) => role === 'HOST')?.entry_url ?? '')
  await host.join()
  await host.button(/^Let in/).click()
  await host.sees()
  await page.getByRole('button', { name: 'Chat' }).click()
  await expect(room.getByRole('textbox', { name: 'Message' })).toBeVisible()
  await page.getByRole('button', { name: 'Hang up' }).click()
  await expect(page.getByText('Thank you for your visit: left')).toBeVisible()
})

test('a room takes commands from the page around it, and from no other frame', async ({ api, visit }) => {
  const session = await api.book()
  const given = (id: string) =>
    JSON.stringify({ source: 'anteroom', version: 1, type: 'command', id, command: 'hangUp' })
  const liar = await portalWith({
    html: '',
    script: `addEventListener('message', () => parent.frames[0].postMessage(${given('liar')}, '*'))`,
  })
  const portal = await portalWith({
    html: `<iframe title="Consultation" src="${session.url('Ana')}" referrerpolicy="origin"></iframe>
      <iframe title="Advertisement" src="${liar.origin}"></iframe>`,
    script: `window.answers = []
      addEventListener('message', ({ source, data }) => {
        if (source !== frames[0]) return
        if (data.type === 'answer') answers.push([data.id, data.refused].join(' '))
        if (data.type !== 'phase') return
        frames[1].postMessage('now', '*')
        let deep = []
        for (let level = 0; level < 500; level++) deep = [deep]
        for (const odd of [null, 'hangUp', deep, ${given('odd')}.id, { ...${given('deep')}, command: deep, id: deep }])
          frames[0].postMessage(odd, '*')
        setTimeout(() => frames[0].postMessage(${given('own')}, '*'), 500)
      })`,
  })
  const { page } = await visit(portal.origin)
  const answers = () => page.evaluate(() => (window as unknown as { answers: string[] }).answers)
  await expect.poll(answers).toEqual(['own wrong-phase'])
})

test('who leaves for another address has left, also when the server does not answer', async ({
  product,
  api,
  visit,
}) => {
  const away = await portalWith({ html: '<h1>Thank you</h1>' })
  const session = await api.book({ flags: [`customisation;exit-url;${away.origin}`] })
  const portal = await portalWith({ html: element(product, session.url('Ana')) })
  const { page } = await visit('about:blank')
  await page.route('**/socket.io/**', (route) => route.abort())
  await page.routeWebSocket(/socket\.io/, () => {})
  await page.goto(portal.origin)
  const room = page.frameLocator('anteroom-session iframe')
  await room.getByRole('button', { name: 'Leave' }).click()
  await expect(room.getByRole('heading', { name: 'Thank you' })).toBeVisible()
  // The page that the frame has gone to may be there before the message from the one that it left.
  await expectToHear(page, 'left left')
  expect(await heard(page)).toEqual(['ready', 'phase precall', 'phase exit', 'left left'])
})

test('an element that is taken away takes its visit with it', async ({ product, api, visit }) => {
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const portal = await portalWith({ html: element(product, session.url('Ana')) })
  const { page } = await visit(portal.origin)
  await page.frameLocator('anteroom-session iframe').getByRole('button', { name: 'Join' }).click()
  await host.sees()
  await page.locator('anteroom-session').evaluate((session) => session.remove())
  // As with a closed tab, the place is kept for 20 seconds.
  await expect(host.page.locator('video[data-visit]')).toHaveCount(0, { timeout: 30_000 })
  expect(page.frames()).toHaveLength(1)
})

test('a frame without the camera tells the developer what it lacks, and offers the visitor a tab', async ({
  product,
  api,
  visit,
}) => {
  const session = await api.book()
  const portal = await portalWith({
    html: element(product, session.url('Ana')),
    headers: { 'Permissions-Policy': 'camera=(), microphone=()' },
  })
  const { page, context } = await visit('about:blank')
  const printed: string[] = []
  page.on('console', (message) => printed.push(message.text()))
  await page.goto(portal.origin)
  await expectToHear(page, 'phase precall')
  const [, error] = await heard(page)
  expect(error).toMatch(/^error permissions-policy .*allow="camera; microphone"/)
  expect(printed.join('\n')).toContain('allow="camera; microphone"')
  const room = page.frameLocator('anteroom-session iframe')
  await expect(room.getByText('This page may not use your camera and microphone')).toBeVisible()
  const opened = context.waitForEvent('page')
  await room.getByRole('link', { name: 'Open in a new tab' }).click()
  const tab = await opened
  await expect(tab.getByRole('button', { name: 'Join' })).toBeVisible()
  expect(await tab.evaluate(() => window.opener)).toBeNull()
  expect(tab.url()).toBe(session.url('Ana'))
})

test('a site that the team does not allow shows nothing and hears nothing', async ({ product, api, visit }) => {
  const { demo } = product
  const system = { ...demo, client_id: demo.system_client_id, client_secret: demo.system_client_secret }
  const { client } = await connect(system)
  const allow = (frame_origins: string[] | null) =>
    client.PUT('/v1/teams/{teamId}/frame-origins', {
      params: { path: { teamId: demo.team_id } },
      body: { frame_origins },
    })
  const session = await api.book()
  const html = element(product, session.url('Ana'))
  const [allowed, stranger] = [await portalWith({ html }), await portalWith({ html })]
  try {
    await allow([allowed.origin])
    const { page } = await visit(allowed.origin)
    await expectToHear(page, 'phase precall')
    await page.goto(stranger.origin)
    await expectToHear(page, /^error no-answer .*frame_origins/)
    expect(await heard(page)).toHaveLength(1)
    await expect(page.getByRole('alert')).toContainText('The video call does not answer here.')
    await expect(page.getByRole('link', { name: 'Open it in a new tab' })).toHaveAttribute('href', session.url('Ana'))
  } finally {
    await allow(null)
  }
})

test('what others say in the name of the room is not heard', async ({ product, api, visit }) => {
  const session = await api.book()
  const envelope = (type: string) => JSON.stringify({ source: 'anteroom', version: 1, type })
  const liar = await portalWith({ html: '', script: `parent.postMessage(${envelope('ended')}, '*')` })
  const portal = await portalWith({
    html: `${element(product, session.url('Ana'))}<iframe title="Advertisement" src="${liar.origin}"></iframe>`,
    script: `${listening}
      window.received = []
      addEventListener('message', ({ origin, data }) => window.received.push([origin, data.type].join(' ')))
      // The frame of the room, once somebody else is in it.
      window.replaceRoom = () => { session.shadowRoot.querySelector('iframe').src = ${JSON.stringify(liar.origin)} }`,
  })
  const { page } = await visit(portal.origin)
  const received = () => page.evaluate(() => (window as unknown as { received: string[] }).received)
  const fromLiar = async () => (await received()).filter((message) => message === `${liar.origin} ended`).length
  await expectToHear(page, 'phase precall')
  await expect.poll(fromLiar).toBe(1)
  await page.evaluate((data) => window.postMessage(JSON.parse(data), '*'), envelope('joined'))
  await expect.poll(received).toContain(`${portal.origin} joined`)
  await page.evaluate(() => (window as unknown as { replaceRoom(): void }).replaceRoom())
  await expect.poll(fromLiar).toBe(2)
  expect(await heard(page)).toEqual(['ready', 'phase precall'])
})

test('without a link, or with a bad one, the element says so, until it has one', async ({ product, api, visit }) => {
  const session = await api.book()
  const portal = await portalWith({ html: element(product, '') })
  const { page } = await visit('about:blank')
  const printed: string[] = []
  page.on('console', (message) => printed.push(message.text()))
  await page.goto(portal.origin)
  await expect(page.getByRole('alert')).toContainText('does not know the link')
  expect(printed.join('\n')).toContain('<anteroom-session>: The attribute entry-url is missing')
  const set = (url: string) =>
    page.locator('anteroom-session').evaluate((session, url) => Object.assign(session, { entryUrl: url }), url)
  await set('/session/7')
  await expect(page.getByRole('alert')).toContainText('the link to it is not complete')
  await expectToHear(page, /^error entry-url .*no web address/)
  await set(`${product.url}/session/nobodys`)
  await expectToHear(page, /^error unknown-link/)
  await set(session.url('Ana'))
  await expectToHear(page, 'phase precall')
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('the page that checks it says what works and what does not', async ({ product, api, visit }) => {
  const session = await api.book()
  const { page, button } = await visit(`${product.url}/embed/check`)
  const states = (state: string) => page.locator(`#checks [data-state="${state}"]`)
  await inspectInEachLook(page, 'embed check, before')
  await page.getByLabel('Entry link').fill('https://video.example/session/7')
  await button('Check').click()
  await expect(page.getByRole('alert')).toContainText(`${product.url}/session/`)
  await page.getByLabel('Entry link').fill(session.url('Ana'))
  await button('Check').click()
  await expect(page.getByRole('status')).toHaveText('All of it works.')
  await expect(states('ok')).toHaveCount(6)
  await expect(page.frameLocator('anteroom-session iframe').getByRole('button', { name: 'Join' })).toBeVisible()
  await page.getByLabel('Address of your page').fill('http://portal.example/patients')
  await button('Check').click()
  await expect(page.getByRole('status')).toContainText('Not all of it works.')
  await expect(states('wrong')).toHaveCount(2)
  await expect(page.locator('[data-check="framing"] .detail')).toContainText(
    "http://portal.example – frame-ancestors 'self'",
  )
  await expect(states('ok')).toHaveCount(4)
  await inspectInEachLook(page, 'embed check')
})
