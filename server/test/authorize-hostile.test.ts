import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import {
  authorizePath,
  authorizeUrl,
  type BrowserAnswer,
  createBrowser,
  makeApplication,
  makeUser,
  password,
  signInPath,
  signOutPath,
  told,
} from './support/authorize.ts'

const app = await startTestApp()
const { teamId } = app.team
const { appId } = await makeApplication(app)
const user = await makeUser(app, [teamId])
const url = authorizeUrl({ client_id: appId, state: 's' })
const stale = 'This page was open for too long. Please try again.'

async function signedIn(to = url, email = user.email) {
  const browser = createBrowser(app)
  const page = await browser.signIn(to, email)
  return { browser, page }
}

const countCodes = async () =>
  Number((await app.database.pool.query('select count(*) from authorization_codes')).rows[0].count)

/** Everything that somebody else has is worth nothing: their token, none, another form's, a made-up one. */
async function foreignTokens() {
  const { browser } = await signedIn()
  const own = await signedIn()
  return {
    own,
    tokens: {
      none: '',
      'made-up': 'x.y',
      "somebody else's": String(browser.form(authorizePath).fields.form_token),
      "another form's": String(own.browser.form(signOutPath).fields.form_token),
      'one with another time': String(own.browser.form(authorizePath).fields.form_token).replace(/^./, '0'),
    },
  }
}

describe('a form that another site has made up', () => {
  test('gets no code, whatever token it has', async () => {
    const { own, tokens } = await foreignTokens()
    const before = await countCodes()
    for (const [what, form_token] of Object.entries(tokens)) {
      const answer = await own.browser.post(url, { form_token, decision: 'allow', team_id: teamId })
      expect([answer.status, answer.headers.location], what).toEqual([403, undefined])
      expect(answer.html).toContain(stale)
    }
    expect(await countCodes()).toBe(before)
    expect(told(await own.browser.submit(authorizePath, { decision: 'allow' })).code).toBeTruthy()
  })

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another host of the domain', { 'sec-fetch-site': 'same-site' }],
    ['nowhere', { 'sec-fetch-site': 'none' }],
  ])('is refused if the browser says that it comes from %s, though its token is right', async (_where, headers) => {
    const { browser } = await signedIn()
    const decided = await browser.submit(authorizePath, { decision: 'allow' }, headers)
    expect([decided.status, decided.headers.location]).toEqual([403, undefined])
    const out = await browser.submit(signOutPath, {}, headers)
    expect([out.status, out.html.includes(stale)]).toEqual([403, true])
    expect((await browser.get(url)).html).toContain('Do not allow')
    const fresh = createBrowser(app)
    await fresh.get(url)
    expect((await fresh.submit(signInPath, { email: user.email, password }, headers)).status).toBe(403)
    expect(fresh.cookies.has('__Host-anteroom_sign_in')).toBe(false)
  })

  test('is told by its origin where the browser does not say more', async () => {
    const { browser } = await signedIn()
    const decide = (headers: Record<string, string>) => {
      const { action, fields } = browser.form(authorizePath)
      const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      return app.http.inject({
        method: 'POST',
        url: action,
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
        payload: new URLSearchParams({ ...fields, decision: 'deny' }).toString(),
      })
    }
    expect((await decide({ origin: 'https://evil.test' })).statusCode).toBe(403)
    expect((await decide({ origin: 'http://video.test' })).statusCode).toBe(403)
    for (const headers of [{ origin: 'https://video.test' }, { origin: 'null' }, {}])
      expect((await decide(headers as Record<string, string>)).statusCode).toBe(303)
  })

  test('signs nobody in without the cookie of the page', async () => {
    const attacker = createBrowser(app)
    await attacker.get(url)
    const { fields } = attacker.form(signInPath)
    const victim = createBrowser(app)
    for (const visitedBefore of [false, true]) {
      const answer = await victim.post(`${signInPath}?${url.split('?')[1]}`, { ...fields, email: user.email, password })
      expect([answer.status, answer.html.includes(stale)], String(visitedBefore)).toEqual([403, true])
      expect(victim.cookies.has('__Host-anteroom_sign_in')).toBe(false)
    }
  })

  test('is not read when it is no form', async () => {
    const { browser } = await signedIn()
    const { action, fields } = browser.form(authorizePath)
    const body = { ...fields, decision: 'allow' }
    for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'application/json']) {
      const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const headers = { cookie, 'content-type': type }
      const answer = await app.http.inject({ method: 'POST', url: action, headers, payload: JSON.stringify(body) })
      expect(answer.statusCode).toBe(type === 'application/json' ? 403 : 415)
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    }
  })

  test('that is huge is answered in words', async () => {
    const browser = createBrowser(app)
    await browser.get(url)
    const answer = await browser.submit(signInPath, { email: 'x'.repeat(17 * 1024) })
    expect([answer.status, answer.html.includes('That did not work')]).toEqual([413, true])
  })
})

describe('a page that was open for too long', () => {
  test('of sign-in is shown again, with the address that was typed', async () => {
    const browser = createBrowser(app)
    await browser.get(url)
    app.clock.advance(3_601_000)
    const answer = await browser.submit(signInPath, { email: user.email, password })
    expect(answer.status).toBe(403)
    expect(answer.html).toContain(stale)
    expect(browser.form(signInPath).fields).toMatchObject({ email: user.email, password: '' })
    expect((await browser.submit(signInPath, { password })).status).toBe(303)
  })

  test('of consent is shown again, with the team that was chosen', async () => {
    const second = await app.makeTeam('second')
    const both = await makeUser(app, [teamId, second.teamId])
    const { browser } = await signedIn(url, both.email)
    app.clock.advance(3_601_000)
    const answer = await browser.submit(authorizePath, { decision: 'allow', team_id: second.teamId })
    expect([answer.status, answer.html.includes(stale)]).toEqual([403, true])
    expect(browser.form(authorizePath).fields.team_id).toBe(second.teamId)
    expect(told(await browser.submit(authorizePath, { decision: 'allow' })).code).toBeTruthy()
  })

  test('of consent leads to sign-in when that is over, and the request is not lost', async () => {
    const { browser } = await signedIn()
    app.clock.advance(12 * 3_600_000)
    const answer = await browser.submit(authorizePath, { decision: 'allow' })
    expect([answer.status, answer.html.includes(stale)]).toEqual([403, true])
    const again = await browser.submit(signInPath, { email: user.email, password })
    expect([again.status, again.headers.location]).toEqual([303, url])
  })

  test('or signed in as somebody else meanwhile, decides nothing in their name', async () => {
    const { browser } = await signedIn()
    const { action, fields } = browser.form(authorizePath)
    const other = await makeUser(app, [teamId])
    await browser.submit(signOutPath)
    await browser.signIn(url, other.email)
    expect((await browser.post(action, { ...fields, decision: 'allow' })).status).toBe(403)
  })
})

describe('whatever is shown', () => {
  const evil = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;`

  function expectHarmless({ html }: BrowserAnswer) {
    expect(html).not.toContain('<script')
    expect(html).not.toMatch(/<img src=x/)
    const tags = html.match(/<[a-z][^>]*>/gi) ?? []
    for (const tag of tags) expect(tag.replace(/"[^"]*"/g, '')).not.toMatch(/\son\w+=/i)
  }

  test('stays text: names, address, team, state and all else of the request', async () => {
    const { teamId: evilTeam } = await app.makeTeam('evil')
    await app.database.pool.query('update teams set name = $1 where team_id = $2', [evil, evilTeam])
    const evilUser = await makeUser(app, [evilTeam, teamId], {
      email: `${evil}@clinic.test`,
      firstName: evil,
      lastName: evil,
    })
    const evilApp = await makeApplication(app, { name: evil, homePage: `javascript:alert("${evil}")`, image: evil })
    const asked = authorizeUrl({ client_id: evilApp.appId, state: evil, nonsense: evil, code_challenge: '' })
    const browser = createBrowser(app)
    expectHarmless(await browser.get(asked))
    expectHarmless(await browser.submit(signInPath, { email: evil, password: evil }))
    expect(browser.form(signInPath).fields.email).toBe(evil)
    expectHarmless(await browser.submit(signInPath, { email: evil, form_token: evil }))
    const consent = await browser.signIn(asked, evilUser.email)
    expectHarmless(consent)
    expect(consent.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expectHarmless(await browser.submit(authorizePath, { team_id: evil, decision: evil }))
    const answer = told(await browser.submit(authorizePath, { decision: 'allow', team_id: evilTeam }))
    expect(answer).toMatchObject({ to: 'https://calendar.test/oauth/back', state: evil })
    expectHarmless(await browser.get(authorizeUrl({ client_id: evil, redirect_uri: evil, state: evil })))
    expectHarmless(await browser.get(authorizeUrl({ client_id: appId, redirect_uri: evil })))
  })

  test('a state cannot begin another header', async () => {
    const state = 'a\r\nSet-Cookie: x=y\r\n\r\n\u2028é'
    const { browser } = await signedIn(authorizeUrl({ client_id: appId, state }))
    const answer = await browser.submit(authorizePath, { decision: 'allow' })
    expect(answer.setCookies).toEqual([])
    expect(told(answer).state).toBe(state)
  })

  test('only pictures of our own are loaded', async () => {
    const images = ['https://tracker.test/x.png', 'https://video.test.evil.test/x.png', 'data:image/png;base64,x']
    for (const image of images) {
      const other = await makeApplication(app, { image })
      const { page } = await signedIn(authorizeUrl({ client_id: other.appId }))
      expect(page.html).not.toContain(image)
      expect(page.html).toContain('aria-hidden="true">CC</span>')
    }
    const own = await makeApplication(app, { image: 'https://video.test/logos/calendar.png' })
    const { page } = await signedIn(authorizeUrl({ client_id: own.appId }))
    expect(page.html).toContain('<img class="avatar" src="https://video.test/logos/calendar.png" alt="">')
  })

  test('is framed, stored and told to nobody, runs nothing, and sends forms to us and the application alone', async () => {
    const browser = createBrowser(app)
    const pages = [
      { ...(await browser.get(url)), target: 'https://calendar.test' },
      { ...(await browser.submit(signInPath)), target: 'https://calendar.test' },
      // After a decision, the application may send people on to another host.
      { ...(await signedIn()).page, target: 'https:' },
    ]
    for (const { headers, target } of pages) {
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      })
      const policy = String(headers['content-security-policy']).replace(/'sha256-[\w+/=]{44}'/, 'a hash')
      expect(policy).toBe(
        `default-src 'none'; style-src a hash; img-src 'self' data:; base-uri 'none'; form-action 'self' ${target}; frame-ancestors 'none'`,
      )
    }
    const { browser: decided } = await signedIn()
    const answer = await decided.submit(authorizePath, { decision: 'allow' })
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
  })

  test('nothing of it stands in the log', async () => {
    const { team, database, clock } = app
    const loud = await startTestApp({ LOG_LEVEL: 'trace' }, { team, database, clock })
    try {
      const browser = createBrowser(loud)
      await browser.signIn(authorizeUrl({ client_id: appId, state: 'secretstate' }), user.email)
      const { code } = told(await browser.submit(authorizePath, { decision: 'allow' }))
      const logged = loud.logged.join('\n')
      expect(logged).toContain('/v1/auth/authorize')
      const secrets = [password, user.email, 'secretstate', String(code), ...browser.cookies.values()]
      for (const secret of secrets) expect(logged).not.toContain(secret)
    } finally {
      await loud.close()
    }
  })

  test("has the room's look", async () => {
    const { html } = await createBrowser(app).get(url)
    const theme = await readFile(new URL('../../ui/src/theme.css', import.meta.url), 'utf8')
    const properties = theme.match(/--[\w-]+: [^;]+;/g) ?? []
    expect(properties.length).toBeGreaterThan(60)
    for (const property of properties) expect(html).toContain(property)
  })
})
