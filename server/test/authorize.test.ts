import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import {
  authorizePath,
  authorizeUrl,
  createBrowser,
  makeApplication,
  makeUser,
  sha256,
  signInPath,
  signOutPath,
  told,
} from './support/authorize.ts'

const app = await startTestApp()
const { teamId } = app.team
const { appId, redirectEndpoint } = await makeApplication(app)
const user = await makeUser(app, [teamId], { email: 'Ana.Lindgren@clinic.test' })
const second = await app.makeTeam('second')
const stranger = await app.makeTeam('stranger')
const both = await makeUser(app, [teamId, second.teamId])
const url = authorizeUrl({ client_id: appId, state: 'state of the app' })
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
const usual = 'sessions participants summaries'
const back = { status: 303, to: 'https://calendar.test/oauth/back', from: 'video', iss: 'https://video.test' }

async function storedCode(code: string | undefined) {
  const { rows } = await app.database.pool.query('select * from authorization_codes where code_hash = $1', [
    sha256(String(code)),
  ])
  return rows[0]
}

const countCodes = async () =>
  Number((await app.database.pool.query('select count(*) from authorization_codes')).rows[0].count)

async function consentPage(to = url, email = user.email) {
  const browser = createBrowser(app)
  const page = await browser.signIn(to, email)
  return { browser, page }
}

describe('the way to a code', () => {
  test('goes by sign-in and consent, and ends at the application with code, state and issuer', async () => {
    const browser = createBrowser(app)
    const asked = authorizeUrl({
      client_id: appId,
      redirect_uri: redirectEndpoint,
      state: 'a b&c="d"',
      scope: 'team_api',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    })
    const first = await browser.get(asked)
    expect(first.status).toBe(200)
    expect(first.html).toContain('<title>Sign in · Anteroom</title>')
    expect(first.html).toContain('Clinic Calendar')

    const consent = await browser.signIn(asked, 'ana.lindgren@CLINIC.test')
    expect(consent.status).toBe(200)
    for (const text of [
      'Clinic Calendar',
      'calendar.test',
      'Ana Lindgren',
      'Ana.Lindgren<wbr>@clinic.test',
      'Team first',
    ])
      expect(consent.html).toContain(text)

    const answer = told(await browser.submit(authorizePath, { decision: 'allow' }))
    expect(answer).toEqual({ ...back, code: expect.stringMatching(/^[\w-]{43}$/), state: 'a b&c="d"' })
    expect(await storedCode(answer.code)).toMatchObject({
      app_id: appId,
      user_id: user.userId,
      team_id: teamId,
      redirect_uri: redirectEndpoint,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      used_at: null,
    })
    const { rows } = await app.database.pool.query('select c::text as row from authorization_codes c')
    expect(rows.map(({ row }) => row).join()).not.toContain(answer.code)
  })

  test('is short for who has signed in before, but never without being asked', async () => {
    const { browser } = await consentPage()
    for (const _again of [1, 2]) {
      const page = await browser.get(url)
      expect(page.html).toContain('Do not allow')
      expect(told(await browser.submit(authorizePath, { decision: 'allow' })).code).toBeTruthy()
    }
  })

  test('ends at the application without a code when the user says no', async () => {
    const { browser } = await consentPage()
    const before = await countCodes()
    expect(told(await browser.submit(authorizePath, { decision: 'deny' }))).toEqual({
      ...back,
      error: 'access_denied',
      error_description: 'The user did not allow it.',
      state: 'state of the app',
    })
    expect(await countCodes()).toBe(before)
  })

  test('can be left on the first page', async () => {
    const { html } = await createBrowser(app).get(url)
    const link = /<a class="link" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(told({ status: 303, html: '', headers: { location: link }, setCookies: [] })).toMatchObject({
      ...back,
      error: 'access_denied',
      state: 'state of the app',
    })
  })

  test.each([
    ['nothing optional', {}, { redirect_uri: null, code_challenge: null, code_challenge_method: null }],
    [
      'the scope of published clients',
      { scope: `team_api[${app.team.teamId}]` },
      { scope: `team_api[${teamId}] ${usual}` },
    ],
    ['no scope', {}, { scope: `team_api[${teamId}] ${usual}` }],
    [
      'scopes twice and in parts',
      { scope: 'audit sessions:read sessions audit' },
      { scope: `team_api[${teamId}] sessions audit` },
    ],
    ['empty parameters, which are none', { redirect_uri: '', code_challenge: '' }, { redirect_uri: null }],
    ['parameters that are not known', { prompt: 'login', resource: 'x' }, {}],
  ])('takes %s', async (_what, parameters, stored) => {
    const { browser } = await consentPage(authorizeUrl({ client_id: appId, ...parameters }))
    const answer = told(await browser.submit(authorizePath, { decision: 'allow' }))
    expect(answer).toEqual({ ...back, code: expect.any(String) })
    expect(await storedCode(answer.code)).toMatchObject(stored)
  })

  test('leads to an app on the device as well', async () => {
    const native = await makeApplication(app, { redirectEndpoint: 'test.calendar:/back', homePage: 'no address' })
    const { browser, page } = await consentPage(authorizeUrl({ client_id: native.appId }))
    expect(page.headers['content-security-policy']).toContain("form-action 'self' test.calendar:;")
    const { headers } = await browser.submit(authorizePath, { decision: 'allow' })
    expect(headers.location).toMatch(/^test\.calendar:\/back\?code=[\w-]{43}&iss=https%3A%2F%2Fvideo\.test$/)
  })
})

describe('a request that nobody can be told about', () => {
  test.each([
    ['no application', {}],
    ['an application that is no id', { client_id: "x' or 1=1" }],
    ['an application that does not exist', { client_id: '7384a948-0b37-4faa-9f37-73201ea1b5e2' }],
    ['the id of an API client', { client_id: app.team.clientId }],
    ['another address', { client_id: appId, redirect_uri: 'https://evil.test/' }],
    ['the address without its query', { client_id: appId, redirect_uri: 'https://calendar.test/oauth/back' }],
    ['the address and more', { client_id: appId, redirect_uri: `${redirectEndpoint}&x=1` }],
    ['the address in other letters', { client_id: appId, redirect_uri: redirectEndpoint.toUpperCase() }],
    [
      'the address of the application in a user name',
      { client_id: appId, redirect_uri: 'https://calendar.test@evil.test/' },
    ],
  ])('for %s is answered with a page in words, by every route', async (_what, parameters) => {
    const browser = createBrowser(app)
    const query = authorizeUrl(parameters as Record<string, string>).split('?')[1]
    for (const path of [authorizePath, signInPath, signOutPath]) {
      for (const answer of [await browser.get(`${path}?${query}`), await browser.post(`${path}?${query}`, {})]) {
        expect(answer.status).toBe(400)
        expect(answer.headers.location).toBeUndefined()
        expect(answer.html).toContain('go back to the software you came from')
        expect(answer.headers['content-security-policy']).toContain("form-action 'none'")
      }
    }
  })

  test.each(['client_id', 'redirect_uri'])('with %s given twice is answered with a page', async (name) => {
    const once = authorizeUrl({ client_id: appId, redirect_uri: redirectEndpoint })
    const answer = await createBrowser(app).get(`${once}&${name}=${name === 'client_id' ? appId : redirectEndpoint}`)
    expect([answer.status, answer.headers.location]).toEqual([400, undefined])
  })

  test.each(['javascript:alert(1)//', 'data:text/html,x', 'no address'])(
    'goes nowhere if the registered address is %s',
    async (endpoint) => {
      const broken = await makeApplication(app, { redirectEndpoint: endpoint })
      const answer = await createBrowser(app).get(authorizeUrl({ client_id: broken.appId, scope: '"' }))
      expect([answer.status, answer.headers.location]).toEqual([400, undefined])
    },
  )

  test('comes of an application that was revoked, also while its page is open', async () => {
    const gone = await makeApplication(app)
    const { browser } = await consentPage(authorizeUrl({ client_id: gone.appId }))
    const before = await countCodes()
    await app.database.pool.query('update applications set revoked_at = now() where app_id = $1', [gone.appId])
    const answer = await browser.submit(authorizePath, { decision: 'allow' })
    expect([answer.status, answer.headers.location, await countCodes()]).toEqual([400, undefined, before])
  })
})

describe('the application is told of', () => {
  const s256 = { code_challenge_method: 'S256' }
  test.each([
    ['no response type', { response_type: '' }, 'invalid_request'],
    ['a response type that there is not', { response_type: 'token' }, 'unsupported_response_type'],
    ['a scope with a sign that it may not have', { scope: 'team_api "x"' }, 'invalid_scope'],
    ['a scope with two blanks', { scope: 'a  b' }, 'invalid_scope'],
    [
      'a challenge method that there is not',
      { code_challenge: challenge, code_challenge_method: 's256' },
      'invalid_request',
    ],
    ['a challenge method alone', s256, 'invalid_request'],
    ['a challenge that is no SHA-256', { code_challenge: `${challenge}A`, ...s256 }, 'invalid_request'],
    ['a challenge in base64', { code_challenge: challenge.replace('-', '+'), ...s256 }, 'invalid_request'],
    ['a challenge without a method', { code_challenge: challenge }, 'invalid_request'],
    ['a plain challenge', { code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' }, 'invalid_request'],
    ['a scope that there is not', { scope: 'sessions everything' }, 'invalid_scope'],
    ['a scope that is for the system alone', { scope: 'system' }, 'invalid_scope'],
    ['a team that is no id', { team_id: 'mine' }, 'invalid_request'],
  ])('%s', async (_what, parameters, error) => {
    const asked = authorizeUrl({ client_id: appId, state: 's', ...parameters })
    const answer = told(await createBrowser(app).get(asked))
    expect(answer).toEqual({ ...back, error, error_description: expect.any(String), state: 's' })
    // RFC 6749 4.1.2.1
    expect(answer.error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/)
    expect(told(await createBrowser(app).get(asked.replace('authorize', 'sign-in')))).toEqual(answer)
  })

  test.each(['state', 'scope', 'code_challenge', 'team_id', 'whatever'])('%s given twice', async (name) => {
    const answer = told(await createBrowser(app).get(`${url}&${name}=a&${name}=b`))
    expect(answer).toMatchObject({ ...back, error: 'invalid_request' })
    expect(answer.state).toBe(name === 'state' ? undefined : 'state of the app')
  })

  test('a user who is in no team, who can then sign in as another', async () => {
    const lonely = await makeUser(app, [])
    const browser = createBrowser(app)
    await browser.get(url)
    const signedIn = await browser.submit(signInPath, { email: lonely.email, password: 'correct horse battery staple' })
    expect(told(await browser.follow(signedIn))).toMatchObject({
      ...back,
      error: 'access_denied',
      state: 'state of the app',
    })
    expect((await browser.get(url)).html).toContain('<title>Sign in')
  })
})

test.each([
  ['sessions:read', ['see all sessions, and when they are'], ['book', 'links', 'log', 'notified']],
  ['audit webhooks', ['log of who did what', 'be notified of changes'], ['all sessions', 'book', 'links']],
  ['', ['see, book, change', 'get their links', 'who was in a session'], ['log', 'notified']],
])('the page names what scope "%s" lets an application do, and nothing else', async (scope, named, unnamed) => {
  const { page } = await consentPage(authorizeUrl({ client_id: appId, scope }))
  const list = /<ul>(.*?)<\/ul>/s.exec(page.html)?.[1] ?? ''
  for (const words of named) expect(list).toContain(words)
  for (const words of unnamed) expect(list).not.toContain(words)
})

describe('a user of several teams', () => {
  test('has to choose one, and the code is for that', async () => {
    const { browser, page } = await consentPage(url, both.email)
    expect(page.html.match(/type="radio"/g)).toHaveLength(2)
    expect(page.html).not.toContain(' checked')
    const unchosen = await browser.submit(authorizePath, { decision: 'allow' })
    expect(unchosen.status).toBe(400)
    expect(unchosen.html).toContain('Choose the team.')
    expect(unchosen.html).toContain('aria-describedby="team-hint"')
    const answer = told(await browser.submit(authorizePath, { decision: 'allow', team_id: second.teamId }))
    expect(await storedCode(answer.code)).toMatchObject({ team_id: second.teamId })
  })

  test('finds the team that the application asks for chosen', async () => {
    const asked = authorizeUrl({ client_id: appId, team_id: second.teamId.toUpperCase() })
    const { browser } = await consentPage(asked, both.email)
    expect(browser.form(authorizePath).fields.team_id).toBe(second.teamId)
  })

  test('may say no without choosing', async () => {
    const { browser } = await consentPage(url, both.email)
    expect(told(await browser.submit(authorizePath, { decision: 'deny' }))).toMatchObject({ error: 'access_denied' })
  })

  test("gets no code for somebody else's team, neither by form nor by request", async () => {
    const before = await countCodes()
    const asked = authorizeUrl({ client_id: appId, team_id: stranger.teamId })
    for (const email of [both.email, user.email]) {
      const { browser, page } = await consentPage(asked, email)
      expect(page.html).toContain('a team that you are not a member of')
      expect(page.html).not.toContain('Team stranger')
      expect(page.html).not.toContain(' checked')
      for (const chosen of [stranger.teamId, 'x', '']) {
        expect((await browser.submit(authorizePath, { decision: 'allow', team_id: chosen })).status).toBe(400)
      }
    }
    expect(await countCodes()).toBe(before)
  })

  test('who has left a team meanwhile gets no code for it', async () => {
    const leaver = await makeUser(app, [teamId, second.teamId])
    const { browser } = await consentPage(url, leaver.email)
    await app.database.pool.query('delete from team_members where user_id = $1 and team_id = $2', [
      leaver.userId,
      second.teamId,
    ])
    expect((await browser.submit(authorizePath, { decision: 'allow', team_id: second.teamId })).status).toBe(400)
  })
})

test('a decision that is none is asked for again', async () => {
  const { browser } = await consentPage()
  const answer = await browser.submit(authorizePath, { decision: 'perhaps' })
  expect([answer.status, answer.headers.location]).toEqual([400, undefined])
})
