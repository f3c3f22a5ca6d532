import { createHash, randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { hashPassword } from '../../src/users/passwords.ts'
import type { TestApp } from './app.ts'

export const password = 'correct horse battery staple'
/** One hash for all users of a file, as hashing is slow on purpose. */
const passwordHash = await hashPassword(password)

type UserChange = { email?: string; firstName?: string; lastName?: string; passwordHash?: string | null }

/** A user who is a member of these teams. */
export async function makeUser({ database }: TestApp, teamIds: string[], change: UserChange = {}) {
  const userId = randomUUID()
  const email = change.email ?? `${userId}@clinic.test`
  const row = [userId, email, change.firstName ?? 'Ana', change.lastName ?? 'Lindgren']
  await database.pool.query(
    'insert into users (user_id, email, first_name, last_name, password_hash) values ($1, $2, $3, $4, $5)',
    [...row, change.passwordHash === undefined ? passwordHash : change.passwordHash],
  )
  for (const teamId of teamIds) {
    const member = [teamId, userId, 'member']
    await database.pool.query('insert into team_members (team_id, user_id, role) values ($1, $2, $3)', member)
  }
  return { userId, email }
}

type ApplicationChange = { name?: string; homePage?: string; redirectEndpoint?: string; image?: string | null }

export async function makeApplication({ database, team }: TestApp, change: ApplicationChange = {}) {
  const { name = 'Clinic Calendar', homePage = 'https://calendar.test/about', image = null } = change
  const { redirectEndpoint = 'https://calendar.test/oauth/back?from=video' } = change
  const appId = randomUUID()
  await database.pool.query(
    'insert into applications (app_id, team_id, name, home_page, redirect_endpoint, image) values ($1, $2, $3, $4, $5, $6)',
    [appId, team.teamId, name, homePage, redirectEndpoint, image],
  )
  return { appId, redirectEndpoint }
}

type Fields = Record<string, string>
export type BrowserAnswer = { status: number; html: string; headers: Record<string, string>; setCookies: string[] }

/** A browser without scripts: keeps cookies, fills in the forms of the page that it shows, follows nothing by itself. */
export function createBrowser(app: TestApp) {
  const cookies = new Map<string, string>()
  let page = ''

  async function send(method: 'GET' | 'POST', url: string, body: string | null, headers: Fields) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await app.http.inject({
      method,
      url,
      headers: {
        ...(cookie ? { cookie } : {}),
        ...(body === null
          ? {}
          : { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', origin: 'null' }),
        ...headers,
      },
      ...(body === null ? {} : { payload: body }),
    })
    const setCookies = [answer.headers['set-cookie'] ?? []].flat()
    for (const line of setCookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/Max-Age=0|Expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    if (String(answer.headers['content-type']).includes('html')) page = answer.body
    const flat = Object.entries(answer.headers).map(([name, value]) => [name, String(value)])
    return {
      status: answer.statusCode,
      html: answer.body,
      headers: Object.fromEntries(flat),
      setCookies,
    } as BrowserAnswer
  }

  /** The form of the page that leads to an address, as it would be sent without a hand on it. */
  function form(path: string) {
    const forms = [...page.matchAll(/<form [^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gs)]
    const found = forms.find(([, action = '']) => readable(action).split('?')[0] === path)
    if (!found) throw new Error(`the page has no form for ${path}: ${page}`)
    const [, action = '', content = ''] = found
    const fields: Fields = {}
    for (const [input] of content.matchAll(/<input [^>]*>/g)) {
      const attribute = (name: string) => readable(new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1] ?? '')
      if (attribute('type') === 'radio' && !/ checked/.test(input)) continue
      fields[attribute('name')] = attribute('value')
    }
    return { action: readable(action), fields }
  }

  const browser = {
    cookies,
    form,
    get: (url: string, headers: Fields = {}) => send('GET', url, null, headers),
    post: (url: string, fields: Fields, headers: Fields = {}) =>
      send('POST', url, new URLSearchParams(fields).toString(), headers),
    /** Sends the page's form for that address, with these fields filled in. */
    submit(path: string, change: Fields = {}, headers: Fields = {}) {
      const { action, fields } = form(path)
      return browser.post(action, { ...fields, ...change }, headers)
    },
    follow: (answer: BrowserAnswer) => browser.get(String(answer.headers.location)),
    /** Through sign-in to the page after it. */
    async signIn(url: string, email: string) {
      await browser.get(url)
      const answer = await browser.submit(signInPath, { email, password })
      expect(answer.status).toBe(303)
      return browser.follow(answer)
    },
  }
  return browser
}

export const authorizePath = '/v1/auth/authorize'
export const signInPath = '/v1/auth/sign-in'
export const signOutPath = '/v1/auth/sign-out'

export function authorizeUrl(parameters: Fields): string {
  return `${authorizePath}?${new URLSearchParams({ response_type: 'code', ...parameters })}`
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest()

/** What the application was told, in the address that the browser is sent to. */
export function told({ status, headers: { location = '' } }: BrowserAnswer) {
  const url = new URL(location, 'https://video.test')
  const members: { code?: string; state?: string; error?: string; error_description?: string } = Object.fromEntries(
    url.searchParams,
  )
  return { status, to: `${url.origin}${url.pathname}`, ...members }
}

function readable(text: string): string {
  const signs: Fields = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' }
  return text.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => signs[entity] ?? entity)
}
