import { expect, test } from 'vitest'
import { createPrinter } from '../src/admin/terminal.ts'
import { operator } from '../src/ground/caller.ts'
import { aBooking, startTestApp } from './support/app.ts'
import { authorizeUrl, createBrowser, makeApplication, makeUser } from './support/authorize.ts'
import { openPage } from './support/page.ts'

const app = await startTestApp()

/** Turns what follows round, ends its line, and cannot be seen. */
const deceiving = '\u202eDr\nVe\u200bga\u2066'
const plain = 'Dr Vega'
const linkOf = (session: { participants: { entry_url: string }[] }, at: number) =>
  String(session.participants[at]?.entry_url).split('/').at(-1) ?? ''

test('names are stored on one line and without what deceives, whoever gives them', async () => {
  const session = await app.book({ session_name: deceiving, participants: [{ display_name: deceiving, role: 'host' }] })
  expect(session.session_name).toBe(plain)
  expect(session.participants[0]?.display_name).toBe(plain)
  const change = await app.call('PUT', `/v1/sessions/${session.session_id}`, {
    body: { session_name: `${deceiving}!` },
  })
  expect(change.body.session_name).toBe(`${plain}!`)
  const seat = await app.call('PUT', `/v1/participants/${session.participants[0]?.participant_id}`, {
    body: { display_name: `${deceiving}?` },
  })
  expect(seat.body.display_name).toBe(`${plain}?`)
  const team = await app.teams.create(operator, { name: deceiving, subdomain: 'deceiving' })
  expect(team.name).toBe(plain)
  const about = { email: 'x@clinic.test', password: 'a sentence of my own', firstName: deceiving, lastName: deceiving }
  expect(await app.users.create(operator, { ...about, alias: deceiving })).toMatchObject({
    firstName: plain,
    lastName: plain,
    alias: plain,
  })
})

test('a name that is nothing else is none', async () => {
  const made = await app.call('POST', `/v1/teams/${app.team.teamId}/clients`, {
    body: { client_name: '\u202e\u200b' },
    token: (await app.makeSystemClient()).token,
  })
  expect(made.body).toMatchObject({ status: 400, errors: [{ pointer: '/client_name' }] })
})

test('what people call themselves in the room is read so too', async () => {
  const session = await app.book({ participants: [{ role: 'host' }] })
  const page = await openPage(app.url, linkOf(session, 0))
  await page.ask('visit:enter', { name: deceiving })
  expect((await page.until((view) => view.phase.name === 'in-call')).me.name).toBe(plain)
})

test('whoever was given a long name comes back by it, as their page sends it', async () => {
  const name = 'a'.repeat(255)
  const flags = ['-plugin;waiting-room']
  const session = await app.book({ feature_flags: flags, participants: [{ display_name: name, role: 'guest' }] })
  const page = await openPage(app.url, session.participants[0]?.entry_url ?? '')
  expect(await page.ask('visit:enter', { name })).toEqual({ ok: true })
  expect(await page.ask('visit:leave')).toEqual({ ok: true })
  expect(await page.ask('visit:enter', { name })).toEqual({ ok: true })
})

test('whoever left before they had a name is asked for it when they come back', async () => {
  const session = await app.book({ participants: [{ role: 'host' }] })
  const page = await openPage(app.url, linkOf(session, 0))
  expect(await page.ask('visit:enter')).toEqual({ ok: false, problem: 'invalid-request' })
  expect(await page.ask('visit:leave')).toEqual({ ok: true })
  expect(await page.ask('visit:enter')).toEqual({ ok: true })
  await page.until((view) => view.phase.name === 'precall')
})

test('a name of which nothing can be seen is asked for, and not taken', async () => {
  const session = await app.book({ participants: [{ display_name: '\u3164 \u2800', role: 'host' }] })
  // As it was stored before.
  await app.database.pool.query('update participants set display_name = $1 where session_id = $2', [
    '\u3164',
    session.session_id,
  ])
  const page = await openPage(app.url, linkOf(session, 0))
  expect((await page.until((view) => view.phase.name === 'precall')).me).toMatchObject({ name: null, nameGiven: false })
  expect(await page.ask('visit:enter', { name: '\u200b \u00ad' })).toMatchObject({
    ok: false,
    problem: 'invalid-request',
  })
  await page.ask('visit:enter', { name: 'Ana' })
  expect((await page.until((view) => view.phase.name === 'in-call')).me.name).toBe('Ana')
})

test('a name from right to left is kept to itself in the title of the page', async () => {
  const session = await app.book({ session_name: 'פגישה 5' })
  const { body } = await app.http.inject(`/session/${linkOf(session, 0)}`)
  expect(body).toContain('<title>\u2068פגישה 5\u2069 · Team first</title>')
})

test('the page of an application shows its name, stored before, without what deceives', async () => {
  const { appId } = await makeApplication(app)
  await app.database.pool.query('update applications set name = $1 where app_id = $2', [deceiving, appId])
  const { email } = await makeUser(app, [app.team.teamId])
  const browser = createBrowser(app)
  const { html } = await browser.signIn(authorizeUrl({ client_id: appId, state: 's' }), email)
  expect(html).toContain(`<title>Allow ${plain}?`)
  expect(html).not.toMatch(/[\u202e\u2066\u200b]/)
})

test('a terminal prints no signs that it takes for commands', () => {
  let out = ''
  const printer = createPrinter({ write: (text) => (out += text) })
  printer.table([{ name: '\u001b[2JAna' }, { name: deceiving }], false)
  printer.facts({ name: '\u009b2JAna' }, false)
  expect(out).toBe('name\n [2JAna\nDr Vega\nname   2JAna\n')
})

test('a booking of many names is what it was', async () => {
  const names = ['O’Brien-Müller', '李雷', 'می\u200cخواهم', '👩\u200d⚕️ Vega', 'נועה']
  const { body } = await app.call<{ participants: { display_name: string }[] }>('POST', '/v1/sessions', {
    body: { ...aBooking(), participants: names.map((display_name) => ({ display_name })) },
  })
  expect(body.participants.map(({ display_name }) => display_name)).toEqual(names)
})
