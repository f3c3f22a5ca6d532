import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { createCommands } from '../src/admin/commands.ts'
import { createPrinter } from '../src/admin/terminal.ts'
import { hashPassword } from '../src/users/passwords.ts'
import { adminPartsOf, upToDate } from './support/admin.ts'
import { startTestApp } from './support/app.ts'

const app = await startTestApp()
const parts = adminPartsOf(app)

/** What a command prints. */
async function run(line: string, password = 'correct horse battery', secrets: string[] = []): Promise<string> {
  const out = new PassThrough()
  const terminal = {
    ...createPrinter(out),
    ask: async () => '',
    askPassword: async () => password,
    askSecrets: async () => secrets,
  }
  const commands = createCommands((work) => work(parts), terminal, upToDate)
  commands.configureOutput({ writeErr: () => {} })
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '')
  await commands.parseAsync(words, { from: 'user' })
  out.end()
  return String(out.read() ?? '')
}

const json = async (line: string) => JSON.parse(await run(`--json ${line}`))

test('the master key is shown by its name, and everything is sealed with it again', async () => {
  await app.book()
  // Has all secrets made, which a job does otherwise while this looks.
  await app.audit.seal()
  const rows = await json('master-key status')
  expect(rows).toContainEqual({ column: 'participants.display_name', key: app.sealing.keyId, values: 2 })
  await app.database.kysely.updateTable('participants').set({ display_name: 'Dr Host' }).execute()
  expect(await run('master-key status')).toMatch(/participants\.display_name +– +2/)
  expect(await run('master-key rotate')).toContain('2 rows')
  expect(await json('master-key status')).toEqual(rows)
})

test('a team with its admin and a client whose secret works', async () => {
  const { userId } = await json('user add ines@clinic.example --first-name Ines --last-name Vega')
  const { teamId } = await json('team add "Harbour Clinic" --subdomain harbour --admin INES@clinic.example')
  const { clientId, secret } = await json('client add harbour "Practice software" --owner ines@clinic.example')
  expect(await app.tokens.authenticate(clientId, secret)).toMatchObject({ teamId, ownerId: userId })
  expect(await run('client list harbour')).toContain(clientId)
  expect(await run('team list')).toMatch(/harbour +Harbour Clinic/)
  expect(await run('user list')).toMatch(/ines@clinic\.example +Ines Vega/)

  await run(`client revoke ${clientId}`)
  expect(await app.tokens.authenticate(clientId, secret)).toBeNull()
  expect(await json('client list harbour')).toMatchObject([{ clientId, revoked: expect.any(String) }])
})

test('a client gets another secret, and what was got with the one before ends', async () => {
  const { clientId, secret } = await json('client add first Rotated')
  const { access_token } = await app.tokens.issue({
    clientId,
    teamId: app.team.teamId,
    userId: null,
    scope: 'team_api',
  })
  const read = async () => (await app.call('GET', '/v1/sessions', { token: access_token })).status
  expect(await read()).toBe(200)
  const renewed = await json(`client secret ${clientId.toUpperCase()}`)
  expect(renewed).toEqual({ clientId, secret: expect.any(String) })
  expect(await app.tokens.authenticate(clientId, secret)).toBeNull()
  expect(await app.tokens.authenticate(clientId, renewed.secret)).toMatchObject({ clientId })
  expect(await read()).toBe(401)
  const log = await run('audit export first')
  expect(log).toContain('"client.secret"')
  expect(log).not.toContain(renewed.secret)

  const own = await json('client add first Page --public')
  await expect(run(`client secret ${own.clientId}`)).rejects.toThrow('public client')
  await expect(run(`client secret ${(await app.makeSystemClient()).clientId}`)).rejects.toThrow('SYSTEM_CLIENT_SECRET')
  await run(`client revoke ${clientId}`)
  await expect(run(`client secret ${clientId}`)).rejects.toThrow('it was revoked')
})

test('a secret is replaced while software still has the one before, for as long as somebody says', async () => {
  const { clientId, secret } = await json('client add first Overlapping')
  const tokenBy = async (shown: string) => {
    const body = { grant_type: 'client_credentials', client_id: clientId, client_secret: shown }
    const { status, body: answer } = await app.call('POST', '/v1/auth/token', { body, token: null })
    return { status, token: String(answer.access_token) }
  }
  const read = async (token: string) => (await app.call('GET', '/v1/sessions', { token })).status
  const before = await tokenBy(secret)
  for (const wrong of ['0', '721', '1.5', '-1', 'day', ''])
    await expect(run(`client secret ${clientId} --keep-old=${wrong}`)).rejects.toThrow('1 to 720')
  const renewed = await json(`client secret ${clientId} --keep-old 24`)
  expect(await read(before.token)).toBe(200)
  for (const shown of [secret, renewed.secret]) {
    const { status, token } = await tokenBy(shown)
    expect([status, await read(token)]).toEqual([200, 200])
  }
  app.clock.advance(25 * 3_600_000)
  expect((await tokenBy(secret)).status).toBe(401)
  expect((await tokenBy(renewed.secret)).status).toBe(200)

  // Of three secrets the first works no longer; and where one has leaked, none of those before.
  const third = await json(`client secret ${clientId} --keep-old 24`)
  expect((await tokenBy(renewed.secret)).status).toBe(200)
  const fourth = await json(`client secret ${clientId}`)
  const stranger = []
  for (const shown of [renewed.secret, third.secret, fourth.secret]) stranger.push((await tokenBy(shown)).status)
  expect(stranger).toEqual([401, 401, 200])
})

test('somebody who goes is removed with all that acts for them, unless a team would have no admin', async () => {
  const { userId } = await json('user add ida@clinic.example --first-name Ida --last-name Lind')
  await json('team add "Cove Clinic" --subdomain cove --admin ida@clinic.example')
  await json('team add "Bay Clinic" --subdomain bay --admin ida@clinic.example')
  const { clientId, secret } = await json('client add cove Portal --owner ida@clinic.example')
  await expect(run('user remove ida@clinic.example')).rejects.toThrow(
    /Nobody else is an admin of .*(Cove|Bay) Clinic, /,
  )
  expect(await app.tokens.authenticate(clientId, secret)).not.toBeNull()
  await json('user add udo@clinic.example --first-name Udo --last-name Vega')
  await run('team add-member cove udo@clinic.example --admin')
  await run('team add-member bay udo@clinic.example --admin')
  expect(await run('user remove ida@clinic.example')).toContain('in no team any more')
  expect(await app.tokens.authenticate(clientId, secret)).toBeNull()
  expect(await run('audit export')).toContain(`"target":"${userId}"`)
  await expect(run('user remove ida@clinic.example')).rejects.toThrow('There is no user ida@clinic.example')
})

test('another password is the one that counts', async () => {
  await run('user add tom@clinic.example --first-name Tom --last-name Lind', 'the first password')
  await run('user password tom@clinic.example', 'the second password')
  const signIn = (password: string) =>
    app.signIn.check({
      email: 'tom@clinic.example',
      password,
      place: 'address 192.0.2.1',
      device: null,
      ip: '192.0.2.1',
    })
  expect(await signIn('the first password')).toEqual({ wrong: true })
  expect(await signIn('the second password')).toHaveProperty('userId')
})

test('a password that is easy to guess is not set, whoever asks for it, and one from before stays good', async () => {
  const add = 'user add ben@clinic.example --first-name Ben --last-name Lind'
  const refused = { code: 'invalid-request', errors: [{ pointer: '/password', message: expect.any(String) }] }
  for (const password of ['elevenchars', 'Password2024!', 'Ben.Lind-2024']) {
    await expect(run(add, password)).rejects.toMatchObject(refused)
    await expect(run('user password tom@clinic.example', password)).rejects.toMatchObject(refused)
  }
  await run('team add-member first tom@clinic.example')
  const { name } = (await app.teams.find(app.team.teamId)) ?? { name: '' }
  await expect(run('user password tom@clinic.example', `${name}-2024`)).rejects.toMatchObject(refused)
  await run('team remove-member first tom@clinic.example')
  await app.database.pool.query('update users set password_hash = $1 where email = $2', [
    await hashPassword('8letters'),
    'tom@clinic.example',
  ])
  const before = {
    email: 'tom@clinic.example',
    password: '8letters',
    place: 'address 192.0.2.2',
    device: null,
    ip: '192.0.2.1',
  }
  expect(await app.signIn.check(before)).toHaveProperty('userId')
})

test('members come and go', async () => {
  await run('team add-member first tom@clinic.example')
  const make = 'client add first Portal --owner tom@clinic.example'
  expect(await json(make)).toHaveProperty('clientId')
  await run('team remove-member first tom@clinic.example')
  await expect(run(make)).rejects.toMatchObject({ code: 'invalid-request' })
})

test('how people reach a team is said, one by one, shown and taken back', async () => {
  expect(await json('team contact first --phone "+61 2 5550 1234"')).toEqual([
    { phone: '+61 2 5550 1234', email: null },
  ])
  await run('team contact first --email desk@first.example')
  expect(await json('team contact first')).toEqual([{ phone: '+61 2 5550 1234', email: 'desk@first.example' }])
  expect(await json('team contact first --phone=')).toEqual([{ phone: null, email: 'desk@first.example' }])
})

test('how early sessions of a team open is said, shown and taken back', async () => {
  expect(await json('team opening first')).toEqual([{ opens_before_minutes: null }])
  expect(await json('team opening first 15')).toEqual([{ opens_before_minutes: 15 }])
  expect(await json('team opening first')).toEqual([{ opens_before_minutes: 15 }])
  expect(await json('team opening first start')).toEqual([{ opens_before_minutes: null }])
})

test('sites that may show the rooms in a frame are said, shown and taken back', async () => {
  await run('team origins first https://portal.example http://localhost:5173')
  expect(await json('team origins first')).toEqual([
    { origin: 'https://portal.example' },
    { origin: 'http://localhost:5173' },
  ])
  expect(await run('team origins first --none')).toBe('None.\n')
  expect(await run('team origins first --any')).toMatch(/^origin\nhttps:\n$/)
})

test('how long a team keeps what is said, shown and taken back', async () => {
  const days = async (options: string) => {
    const rows: { what: string; days: string | number; by: string }[] = await json(`retention first ${options}`)
    return Object.fromEntries(rows.map(({ what, days, by }) => [what, `${days} ${by}`]))
  }
  expect(await days('--names 30 --webhook-log never')).toMatchObject({
    sessions: '365 default',
    names: '30 team',
    'webhook-log': 'never team',
  })
  expect(await days('--checks 7 --names default')).toMatchObject({
    names: '365 default',
    checks: '7 team',
    'webhook-log': 'never team',
  })
  expect(await run('retention first')).toMatch(/checks +7 +team/)
})

test('a session and a participant are erased', async () => {
  const { session_id, participants } = await app.book()
  const [first] = participants
  expect(await run(`erase participant ${first?.participant_id}`)).toContain('is erased')
  expect(await run(`erase session ${session_id.toUpperCase()}`)).toContain('is erased')
  const { rows } = await app.database.pool.query(
    'select session_name, display_name from sessions join participants using (session_id) where session_id = $1',
    [session_id],
  )
  const nothing = { session_name: null, display_name: null }
  expect(rows).toEqual([nothing, nothing])
})

test('a user is erased, with all that acts for them', async () => {
  const user = (name: string) =>
    json(`user add ${name}@clinic.example --first-name ${name} --last-name Lind --alias Doc`)
  const { userId } = await user('mara')
  await json('team add "Quay Clinic" --subdomain quay --admin mara@clinic.example')
  const { clientId, secret } = await json('client add quay Portal --owner mara@clinic.example')
  const client = await app.tokens.authenticate(clientId, secret)
  const token = await app.tokens.issue({ clientId, teamId: client?.teamId ?? null, userId, scope: 'team_api' })
  await expect(run('erase user mara@clinic.example')).rejects.toThrow('Nobody else is an admin of Quay Clinic')
  await user('noa')
  await run('team add-member quay noa@clinic.example --admin')
  expect(await run('erase user MARA@clinic.example')).toContain('are erased')
  expect(await run(`erase user ${userId}`)).toContain('are erased')

  const { rows } = await app.database.pool.query('select to_jsonb(users) as user from users where user_id = $1', [
    userId,
  ])
  expect(rows[0].user).toMatchObject({ first_name: '', last_name: '', alias: null, password_hash: null })
  expect(JSON.stringify(rows)).not.toMatch(/mara|Lind|Doc/)
  const attempt = { email: 'mara@clinic.example', password: 'correct horse battery', ip: '192.0.2.1', device: null }
  expect(await app.signIn.check({ ...attempt, place: 'address 192.0.2.1' })).toEqual({ wrong: true })
  expect(await app.tokens.authenticate(clientId, secret)).toBeNull()
  expect((await app.call('GET', '/v1/user/team', { token: token.access_token })).status).toBe(401)
  expect(await run('audit export quay')).toContain('member.remove')
  // The address is free for whoever has it next.
  expect(await user('mara')).not.toEqual({ userId })
})

test('the last admin of a team is erased when that is known', async () => {
  await json('user add last@clinic.example --first-name Last --last-name One')
  await json('team add "Pier Clinic" --subdomain pier --admin last@clinic.example')
  expect(await run('erase user last@clinic.example --force')).toContain('are erased')
})

test('an application is made and ended', async () => {
  const { appId } = await json(
    'application add first Booking --home-page https://b.example --redirect https://b.example/cb',
  )
  await run(`application revoke ${appId}`)
  expect(await json('application list first')).toMatchObject([{ appId, revoked: expect.any(String) }])
})

test('what applications were allowed to do is listed and taken back', async () => {
  const { teamId, clientId } = app.team
  const { userId } = await json('user add mia@clinic.example --first-name Mia --last-name Lind')
  await run('team add-member first mia@clinic.example')
  const { appId } = await json(
    'application add first Portal --home-page https://p.example --redirect https://p.example/cb',
  )
  const scope = `team_api[${teamId}] sessions audit`
  const { access_token } = await app.tokens.issue({ clientId, teamId, userId, appId, scope })
  const [grant] = await json('grants list first')
  expect(grant).toMatchObject({ application: 'Portal', user: 'Mia Lind', scope: 'sessions audit' })
  const read = async () => (await app.call('GET', '/v1/user/team', { token: access_token })).status
  expect(await read()).toBe(200)
  await run(`grants withdraw first ${grant.grantId}`)
  expect(await read()).toBe(401)
  expect(await json('grants list first')).toEqual([])
  await expect(run('grants withdraw first 77')).rejects.toMatchObject({ code: 'not-found' })
})

test('the audit log is printed line by line, and checked', async () => {
  const lines = (await run('audit export harbour')).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).action)).toEqual([
    'team.create',
    'client.create',
    'client.revoke',
    'audit.export',
  ])
  expect(await run('audit verify')).toContain('All chains are whole.')
})

test('a checkpoint that was kept shows what was changed since', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'anteroom-test-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = path.join(folder, 'checkpoint')
  const printed = await run('audit checkpoint')
  await writeFile(file, printed)
  expect(await run(`audit verify --checkpoint ${file}`)).toContain('All chains are whole, and hold the checkpoints.')
  const forged = printed.replace(/"hash":"../, '"hash":"zz')
  await writeFile(file, forged)
  await expect(run(`audit verify --checkpoint ${file}`)).rejects.toThrow('is not there any more as it was')
  await writeFile(file, 'nonsense')
  await expect(run(`audit verify --checkpoint ${file}`)).rejects.toThrow('holds no checkpoint in line 1')
})

test('a key that has leaked is replaced at once, and its tokens go with it', async () => {
  const { token } = await app.makeTeam('keys')
  const read = async (bearer: string) => (await app.call('GET', '/v1/user/team', { token: bearer })).status
  const published = async () => (await app.tokens.keySet()).keys.map(({ kid }) => kid)
  const [before] = await published()
  const next = await json('keys rotate')
  expect(await published()).toEqual(expect.arrayContaining([before, next.keyId]))
  expect(await read(token)).toBe(200)
  const { keyId } = await json('keys rotate --now')
  expect(await published()).toEqual([keyId])
  expect(await read(token)).toBe(401)
})

test.each([
  ['team origins first https://a.example --any', 'either origins, or --any, or --none'],
  ['team origins first https://portal.example/page', ''],
  ['team contact first --phone call-us', ''],
  ['team opening first 241', ''],
  ['team opening first soon', ''],
  ['user password nobody@clinic.example', 'There is no user nobody@clinic.example'],
  ['client add nowhere x', 'There is no team nowhere'],
  ['team add "Harbour" --subdomain harbour', 'Another team has that subdomain.'],
  ['team add Harbour', "required option '--subdomain <label>' not specified"],
  ['team add Harbour --subdomain -', ''],
  ['client revoke 77', ''],
  ['retention first --names soon', '"soon" is no number of days'],
  ['erase session 77', 'There is no session 77.'],
  ['session show 77', 'There is no session 77.'],
  ['session show 01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a', 'There is no session 01a20594'],
  ['erase user nobody@clinic.example', 'There is no user nobody@clinic.example'],
  ['erase participant 01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a', 'There is no participant'],
  ['nonsense', "unknown command 'nonsense'"],
])('"%s" is refused in words', async (line, words) => {
  await expect(run(line)).rejects.toThrow(words)
})
