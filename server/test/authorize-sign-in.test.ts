import { describe, expect, test } from 'vitest'
import { operator } from '../src/ground/caller.ts'
import { startTestApp } from './support/app.ts'
import {
  authorizePath,
  authorizeUrl,
  createBrowser,
  makeApplication,
  makeUser,
  password,
  sha256,
  signInPath,
  signOutPath,
} from './support/authorize.ts'

const app = await startTestApp()
const { teamId } = app.team
const { appId } = await makeApplication(app)
const url = authorizeUrl({ client_id: appId, state: 's' })
const signInCookie = '__Host-anteroom_sign_in'
const wrong = 'Email address and password do not belong together. Check both and try again.'

async function signInPage() {
  const browser = createBrowser(app)
  await browser.get(url)
  return browser
}

const countSignIns = async (userId: string) =>
  Number((await app.database.pool.query('select count(*) from sign_ins where user_id = $1', [userId])).rows[0].count)

describe('signing in', () => {
  test.each([
    ['a wrong password', async () => (await makeUser(app, [teamId])).email],
    ['an address of nobody', async () => 'nobody@clinic.test'],
    ['a user without a password', async () => (await makeUser(app, [teamId], { passwordHash: null })).email],
    ['an address with a NUL', async () => 'a\0b@clinic.test'],
    ['an address without end', async () => `${'a'.repeat(9000)}@clinic.test`],
  ])('with %s fails in the same words, and keeps the address', async (_what, makeEmail) => {
    const browser = await signInPage()
    const email = await makeEmail()
    const answer = await browser.submit(signInPath, { email, password: 'not it' })
    expect(answer.status).toBe(400)
    expect(answer.html).toContain(`role="alert">${wrong}</p>`)
    expect(answer.html).toContain('<title>Error: Sign in · Anteroom</title>')
    expect(answer.html.match(/aria-invalid="true" aria-describedby="notice"/g)).toHaveLength(2)
    expect(browser.form(signInPath).fields).toMatchObject({ email, password: '' })
    expect(answer.html).not.toContain('not it')
    expect(browser.cookies.has(signInCookie)).toBe(false)
  })

  test('with an empty password is wrong for a user who has none', async () => {
    const { email } = await makeUser(app, [teamId], { passwordHash: null })
    const answer = await (await signInPage()).submit(signInPath, { email, password: '' })
    expect(answer.html).toContain('id="password-error">Enter your password.</p>')
    expect(answer.html).toContain('aria-invalid="true" aria-describedby="password-error"')
  })

  test('with nothing says what is missing, at the fields', async () => {
    const answer = await (await signInPage()).submit(signInPath)
    expect(answer.status).toBe(400)
    expect(answer.html).toContain('id="email-error">Enter your email address.</p>')
    expect(answer.html).toContain('id="password-error">Enter your password.</p>')
    expect(answer.html).toContain('autofocus aria-invalid="true" aria-describedby="email-error"')
  })

  test('takes blanks around the address', async () => {
    const { email } = await makeUser(app, [teamId])
    expect((await (await signInPage()).submit(signInPath, { email: ` ${email} `, password })).status).toBe(303)
  })

  test('gives a new cookie each time, of which only the hash is stored, and ends the one before', async () => {
    const { email, userId } = await makeUser(app, [teamId])
    const browser = await signInPage()
    browser.cookies.set(signInCookie, 'A'.repeat(43))
    const values: (string | undefined)[] = ['A'.repeat(43)]
    for (const _again of [1, 2]) {
      const signedIn = await browser.submit(signInPath, { email, password })
      expect(signedIn.setCookies).toEqual([
        expect.stringMatching(/^__Host-anteroom_sign_in=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
        expect.stringMatching(
          /^__Host-anteroom_device=[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
        ),
      ])
      values.push(browser.cookies.get(signInCookie))
    }
    expect(new Set(values).size).toBe(3)
    const { rows } = await app.database.pool.query('select cookie_hash from sign_ins where user_id = $1', [userId])
    expect(rows).toEqual([{ cookie_hash: sha256(String(values[2])) }])
  })

  test('leads nowhere but to the request that it was for', async () => {
    const { email } = await makeUser(app, [teamId])
    const browser = await signInPage()
    const { action, fields } = browser.form(signInPath)
    const more = '&next=https://evil.test&return_to=//evil.test'
    const answer = await browser.post(`${action}${more}`, { ...fields, email, password, next: 'https://evil.test' })
    expect([answer.status, answer.headers.location]).toEqual([303, url])
  })

  test('is over after twelve hours, and then forgotten', async () => {
    const { email, userId } = await makeUser(app, [teamId])
    const browser = await signInPage()
    await browser.signIn(url, email)
    for (let times = 0; times < 7; times++) {
      expect((await browser.get(url)).html).toContain('Do not allow')
      app.clock.advance(1.7 * 3_600_000)
    }
    await app.authorizations.forgetExpired()
    expect(await countSignIns(userId)).toBe(1)
    expect((await browser.get(url)).html).toContain('Do not allow')
    app.clock.advance(0.2 * 3_600_000)
    expect((await browser.get(url)).html).toContain('<title>Sign in')
    await app.authorizations.forgetExpired()
    expect(await countSignIns(userId)).toBe(0)
  })

  test('is over after two hours in which it was not used', async () => {
    const { email, userId } = await makeUser(app, [teamId])
    const browser = await signInPage()
    await browser.signIn(url, email)
    app.clock.advance(1.8 * 3_600_000)
    expect((await browser.get(url)).html).toContain('Do not allow')
    app.clock.advance(1.8 * 3_600_000)
    expect((await browser.get(url)).html).toContain('Do not allow')
    app.clock.advance(2.1 * 3_600_000)
    expect((await browser.get(url)).html).toContain('<title>Sign in')
    await app.authorizations.forgetExpired()
    expect(await countSignIns(userId)).toBe(0)
  })

  test('is over once the password is another one', async () => {
    const { email, userId } = await makeUser(app, [teamId])
    const browser = await signInPage()
    await browser.signIn(url, email)
    await app.users.setPassword(operator, userId, 'another sentence of my own')
    expect((await browser.get(url)).html).toContain('<title>Sign in')
  })

  test('masks the password, which browsers and managers of passwords may fill in', async () => {
    const { html } = await createBrowser(app).get(url)
    expect(html).toMatch(/<input[^>]* name="password"[^>]* type="password" autocomplete="current-password"/)
    expect(html).not.toMatch(/<script|onpaste/)
  })

  test('is over for who may not sign in any more', async () => {
    const { email, userId } = await makeUser(app, [teamId])
    const browser = await signInPage()
    await browser.signIn(url, email)
    await app.database.pool.query('update users set password_hash = null where user_id = $1', [userId])
    expect((await browser.get(url)).html).toContain('<title>Sign in')
  })

  test('ends on asking for another account', async () => {
    const { email, userId } = await makeUser(app, [teamId])
    const browser = await signInPage()
    await browser.signIn(url, email)
    const value = browser.cookies.get(signInCookie)
    const answer = await browser.submit(signOutPath)
    expect([answer.status, answer.headers.location]).toEqual([303, url])
    expect(browser.cookies.has(signInCookie)).toBe(false)
    expect(await countSignIns(userId)).toBe(0)
    browser.cookies.set(signInCookie, String(value))
    expect((await browser.get(url)).html).toContain('<title>Sign in')
  })

  test('opens nothing else', async () => {
    const { email } = await makeUser(app, [teamId])
    const browser = await signInPage()
    await browser.signIn(url, email)
    expect((await browser.get('/v1/sessions')).status).toBe(401)
  })
})

describe('whoever guesses', () => {
  test('from a browser that nobody has signed in by has to wait, with the right password too, and is told how long', async () => {
    const { email } = await makeUser(app, [teamId])
    const browser = await signInPage()
    for (let round = 0; round < 5; round++) {
      expect((await browser.submit(signInPath, { email, password: `guess ${round}` })).status).toBe(400)
    }
    const answer = await browser.submit(signInPath, { email, password })
    expect(answer.status).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(290)
    expect(answer.html).toContain('There were too many wrong passwords. Please try again in 5 minutes.')
    expect(browser.form(signInPath).fields.email).toBe(email)
    app.clock.advance(4.5 * 60_000)
    expect((await browser.submit(signInPath, { email, password })).html).toContain('try again in a minute.')
    app.clock.advance(31_000)
    expect((await browser.submit(signInPath, { email, password })).status).toBe(303)
  })
})

test('over plain HTTP, cookies have neither the prefix nor Secure, and everything else', async () => {
  const { team, database, clock } = app
  const plain = await startTestApp({ PUBLIC_URL: 'http://video.test' }, { team, database, clock })
  try {
    const { email } = await makeUser(app, [teamId])
    const browser = createBrowser(plain)
    const first = await browser.get(url)
    expect(first.setCookies).toEqual([
      expect.stringMatching(/^anteroom_form=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
    ])
    const answer = await browser.submit(signInPath, { email, password })
    expect(answer.setCookies).toEqual([
      expect.stringMatching(/^anteroom_sign_in=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
      expect.stringMatching(/^anteroom_device=[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/),
    ])
    expect((await browser.follow(answer)).html).toContain('Do not allow')
    const out = await browser.submit(signOutPath)
    expect(out.setCookies).toEqual([expect.stringMatching(/^anteroom_sign_in=; .*Path=\/; .*HttpOnly; SameSite=Lax$/)])
  } finally {
    await plain.close()
  }
})

test('a page that a browser brings back by its address alone begins again', async () => {
  for (const path of [signInPath, signOutPath]) {
    const answer = await createBrowser(app).get(url.replace(authorizePath, path))
    expect([answer.status, answer.headers.location]).toEqual([303, url])
  }
})
