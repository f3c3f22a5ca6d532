import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'

const app = await startTestApp()

async function open(flags: string[] = [], change: Record<string, unknown> = {}) {
  const session = await app.book({ feature_flags: flags, ...change })
  const [seat] = session.participants
  return get(new URL(seat?.entry_url ?? '').pathname)
}

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await app.http.inject({ method: 'GET', url: path, headers })
  const data = /<script type="application\/json" id="bootstrap">(.*)<\/script>/.exec(response.body)?.[1]
  return {
    status: response.statusCode,
    html: response.body,
    headers: response.headers,
    data: JSON.parse(data ?? 'null'),
    raw: response.rawPayload,
  }
}

test('what every page asks for comes as small as the browser takes it, and for good', async () => {
  const script = '/room/start.js'
  for (const [accepted, coding, open] of [
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['identity', undefined, (bytes: Buffer) => bytes],
  ] as const) {
    const { status, headers, raw } = await get(script, { 'accept-encoding': accepted })
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
    })
    expect(headers['content-encoding']).toBe(coding)
    expect(open(raw).toString()).toBe('start()')
  }
})

describe('the first byte', () => {
  test('has the title, the phase and the settings, and no flags', async () => {
    const { html, data, status } = await open(['customisation;disable-menu', 'something;unknown'], {
      session_name: 'Knee & <b>hip</b>',
    })
    expect(status).toBe(200)
    expect(html).toContain('<title>Knee &amp; &lt;b&gt;hip&lt;/b&gt; · Team first</title>')
    expect(data.view).toMatchObject({ phase: { name: 'precall' }, settings: { menu: false } })
    expect(html).not.toContain('disable-menu')
    expect(html).not.toContain('something;unknown')
  })

  test('shows messengers that preview a link whose it is, and not what the session is called', async () => {
    const { html } = await open([], { session_name: 'Follow-up after surgery' })
    const preview = /<meta property="og:[^>]+>/g
    expect(html.match(preview)).toEqual([
      '<meta property="og:title" content="Team first">',
      '<meta property="og:description" content="A video call">',
    ])
  })

  test('a name cannot break out of the page', async () => {
    const evil = '</script><script>alert(1)</script><!--'
    const { html, data } = await open([], { session_name: evil, participants: [{ display_name: evil, role: 'host' }] })
    expect(html.match(/<\/script>/g)).toHaveLength(6)
    expect(data.view.session.name).toBe(evil)
    expect(html).not.toContain('<script>alert')
  })

  test('has a screen to be read before any script comes, with Join where nothing has to be known for it', async () => {
    const first = ({ html }: { html: string }) => /<div id="root">(.*)<\/div>\n/.exec(html)?.[1]
    const shown = first(await open())
    expect(shown).toContain('<header><bdi>Team first</bdi></header>')
    expect(shown).toContain('<h1>Ready to start?</h1><div class="meet">')
    expect(shown).toContain('<span><bdi>Ms Guest</bdi> <span>is not here yet</span></span>')
    expect(shown).toMatch(
      /<time data-today="Today, " data-from="[\dTZ.:-]+" data-to="[\dTZ.:-]+"><\/time><bdi>Consultation</,
    )
    expect(shown).toContain('<button type="button" data-busy="Joining…">Start call</button>')
    const guests = first(await open([], { participants: [{ display_name: 'Ms Guest', role: 'guest' }] }))
    expect(guests).toContain('<button type="button" data-busy="Joining…">Join</button>')
    const nameless = await open([], { participants: [{ role: 'guest' }] })
    expect(first(nameless)).toContain('<h1>Ready to join?</h1><i></i>')
    expect(first(nameless)).not.toContain('<button')
    const cancelled = await get('/session/nonsense')
    expect(first(cancelled)).toBe('')
  })

  test('has the icon and the colours', async () => {
    const { html, headers } = await open([
      'customisation;favicon-url;https://icons.example/i.png?a=1&b="2"',
      'customisation;background-color;navy',
      'customisation;button-primary;white',
      'customisation;button-secondary;#eeeeee',
    ])
    expect(html).toContain('<link rel="icon" href="https://icons.example/i.png?a=1&amp;b=%222%22">')
    expect(html).toContain('--brand-background:rgb(0, 0, 128);--brand-on-background:white')
    // Nobody could read light grey on white: it is black instead.
    expect(html).toContain('--brand-button:rgb(255, 255, 255);--brand-on-button:black')
    expect(html).toContain('data-ground="dark"')
    expect(headers['content-security-policy']).toContain('https://icons.example')
  })

  test('says of each closed door which it is', async () => {
    const now = app.clock.now().getTime()
    const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString()
    const early = await open([], { start_time: at(30), end_time: at(60) })
    expect(early.data.view.phase.name).toBe('too-early')
    const gone = await app.book({ start_time: at(30), end_time: at(60) })
    await app.call('DELETE', `/v1/sessions/${gone.session_id}`)
    const cancelled = await get(new URL(gone.participants[0]?.entry_url ?? '').pathname)
    expect([cancelled.status, cancelled.data.view.phase.name]).toEqual([410, 'cancelled'])
    const unknown = await get('/session/3f0c9a52-6f2d-4f5e-9d0e-0d6e3a1b2c4d')
    expect([unknown.status, unknown.data.view.phase.name]).toEqual([404, 'unknown'])
    const cut = await get('/session/')
    expect([cut.status, cut.data.view.phase.name]).toEqual([404, 'unknown'])
    expect(cut.headers['set-cookie']).toBeUndefined()
    const ended = await get('/session/ended')
    expect([ended.status, ended.data.view.phase.name]).toEqual([200, 'ended'])
    expect(ended.data.link).toBe('')
    // From there nothing leads to a call, so no line to the server is opened early.
    expect(ended.html).not.toContain('early()')
  })

  test('is strict about what may run, may be framed by other secure sites, and is never kept', async () => {
    const { headers, html } = await open()
    const policy = String(headers['content-security-policy'])
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
    expect(nonce).toHaveLength(24)
    expect(policy).not.toContain('unsafe')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'self' https:")
    expect(html).toContain(`<script type="module" async nonce="${nonce}"`)
    expect(html).toContain(`<script nonce="${nonce}">early()</script>`)
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['referrer-policy']).toBe('no-referrer')
    const again = await open()
    expect(String(again.headers['content-security-policy'])).not.toContain(String(nonce))
  })

  test('is compressed for whoever takes it', async () => {
    const session = await app.book()
    const path = new URL(session.participants[0]?.entry_url ?? '').pathname
    const response = await app.http.inject({ url: path, headers: { 'accept-encoding': 'gzip, br' } })
    expect(response.headers['content-encoding']).toBe('br')
    expect(brotliDecompressSync(response.rawPayload).toString()).toContain('<!doctype html>')
  })

  test('opening a page changes nothing: whoever only looks at a link does not take it', async () => {
    const session = await app.book({ feature_flags: ['session;enforce-participant-uniqueness'] })
    const path = new URL(session.participants[0]?.entry_url ?? '').pathname
    for (let times = 0; times < 3; times++) expect((await get(path)).data.view.phase.name).toBe('precall')
    const { rows } = await app.database.pool.query('select from visits where session_id = $1', [session.session_id])
    expect(rows).toHaveLength(0)
  })

  test('the key of a browser comes back to it, for this link alone', async () => {
    const session = await app.book()
    const path = new URL(session.participants[0]?.entry_url ?? '').pathname
    const first = await get(path)
    const cookie = String(first.headers['set-cookie'])
    expect(cookie).toMatch(/^__Host-\w+=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; Secure; SameSite=None; Partitioned$/)
    expect(cookie).not.toContain(path.split('/').at(-1))
    const kept = { cookie: cookie.split(';')[0] ?? '' }
    const second = await get(path, kept)
    expect(second.data.browserKey).toBe(first.data.browserKey)
    const other = new URL(session.participants[1]?.entry_url ?? '').pathname
    expect((await get(other, kept)).data.browserKey).not.toBe(first.data.browserKey)
    expect((await get(path)).data.browserKey).not.toBe(first.data.browserKey)
  })

  test('a key that another host of the domain may have set is not taken for the browser’s', async () => {
    const session = await app.book()
    const path = new URL(session.participants[0]?.entry_url ?? '').pathname
    const first = await get(path)
    const kept = String(first.headers['set-cookie']).split(';')[0] ?? ''
    const known = kept.replace(/^.*=/, '')
    for (const name of ['anteroom_secret', 'anteroom_secret_plain', 'anteroom_browser', 'anteroom_browser_plain']) {
      const alone = await get(path, { cookie: `${name}=${known}` })
      expect([known, first.data.browserKey], name).not.toContain(alone.data.browserKey)
      expect(String(alone.headers['set-cookie']), name).not.toContain(known)
      const before = await get(path, { cookie: `${name}=${'k'.repeat(43)}; ${kept}` })
      expect(before.data.browserKey, name).toBe(first.data.browserKey)
    }
  })
})
