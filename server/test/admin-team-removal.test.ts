import { randomUUID } from 'node:crypto'
import { PassThrough } from 'node:stream'
import type { Application, Client } from '@anteroom/contract/api/teams'
import { expect, test } from 'vitest'
import { createCommands } from '../src/admin/commands.ts'
import { createPrinter } from '../src/admin/terminal.ts'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { operator } from '../src/ground/caller.ts'
import { adminPartsOf, upToDate } from './support/admin.ts'
import { startTestApp } from './support/app.ts'
import { inPhase, openPage } from './support/page.ts'
import { createPayers } from './support/payer.ts'
import { happen, quick, register, startReceiver, toLoopback, until } from './support/receiver.ts'

const stripe = await startStripeStandIn({ retriesMs: [] })
const app = await startTestApp({ ...toLoopback, STRIPE_API_URL: stripe.url }, undefined, quick)
const { pool } = app.database
const { aPayer, opened, pay } = createPayers({ app, stripe })

/** What a command prints, where somebody types this when asked. */
async function run(line: string, typed = ''): Promise<string> {
  const out = new PassThrough()
  const asks = { ask: async () => typed, askPassword: async () => '', askSecrets: async () => [] }
  const commands = createCommands((work) => work(adminPartsOf(app)), { ...createPrinter(out), ...asks }, upToDate)
  commands.configureOutput({ writeErr: () => {} })
  await commands.parseAsync(line.split(' '), { from: 'user' })
  out.end()
  return String(out.read() ?? '')
}

const subdomainOf = async (teamId: string) => {
  const { rows } = await pool.query('select subdomain from teams where team_id = $1', [teamId])
  return String(rows[0].subdomain)
}

async function aUser() {
  const asked = { firstName: 'Ines', lastName: 'Vega', password: 'violet harbour 84 lanterns' }
  return (await app.users.create(operator, { ...asked, email: `${randomUUID()}@clinic.example` })).userId
}

const leftOf = (teamId: string) => app.retention.teamRemoval.look(teamId)
const nothing = {
  sessions: 0,
  sessionsToCome: 0,
  callsRunning: 0,
  members: 0,
  clients: 0,
  applications: 0,
  webhooks: 0,
  paymentAccounts: 0,
  cardsKept: 0,
  paymentsUnderWay: 0,
}

test('a team is removed once its name was typed, with all that acts for it and all that it knows of people', async () => {
  const receiver = await startReceiver()
  const payer = await aPayer()
  const { teamId, token } = payer
  const subdomain = await subdomainOf(teamId)
  await pay(payer.page)
  const userId = await aUser()
  await app.teams.putMember(operator, teamId, userId, 'admin')
  await app.teams.putMember(operator, app.team.teamId, userId, 'member')
  const { webhook_id } = await register(app, { url: receiver.url }, token)
  const { token: system } = await app.makeSystemClient()
  const make = <Made>(path: string, body: object) =>
    app.call<Made>('POST', `/v1/teams/${teamId}/${path}`, { token: system, body }).then((made) => made.body)
  const client = await make<Client>('clients', { client_name: 'Software' })
  const { appId } = await make<Application>('applications', {
    name: 'Portal',
    homePage: 'https://b.example',
    redirectEndpoint: 'https://b.example/cb',
  })
  // What somebody of another team has let the application do.
  const elsewhere = { clientId: app.team.clientId, teamId: app.team.teamId, scope: 'team_api' }
  const letIn = await app.tokens.issue({ ...elsewhere, userId, appId, grantType: 'authorization_code' })
  const { session_id, participants } = await app.book({ session_name: 'Ana Lind, knee' }, token)
  await run(`retention ${subdomain} --names 90`)

  const before = await leftOf(teamId)
  expect(before).toMatchObject({ sessions: 2, sessionsToCome: 2, members: 1, clients: 2, applications: 1, payments: 1 })
  for (const typed of ['', 'yes', 'first'])
    await expect(run(`team remove ${subdomain}`, typed)).rejects.toThrow('Nothing was changed')
  expect(await leftOf(teamId)).toEqual(before)

  await until(() => expect(receiver.received).toHaveLength(1))
  const told = receiver.received.length
  const printed = await run(`team remove ${subdomain}`, ` ${subdomain.toUpperCase()}\n`)
  for (const line of [/sessions +2\n/, /members +1\n/, /paymentAccounts +1\n/, /payments +1\n/])
    expect(printed).toMatch(line)
  expect(printed).toContain(teamId)
  expect(await leftOf(teamId)).toEqual({ ...nothing, payments: 1 })

  // Nobody acts for it any more, and neither do those whom its software acted for.
  for (const bearer of [token, letIn.access_token])
    expect((await app.call('GET', '/v1/sessions', { token: bearer })).status).toBe(401)
  expect(await app.tokens.authenticate(client.clientId, client.secret ?? '')).toBeNull()
  expect((await app.call('GET', `/v1/teams/${teamId}/contact`, { token: system })).status).toBe(404)
  await expect(app.teams.putMember(operator, teamId, userId, 'admin')).rejects.toThrow()
  await expect(run(`client add ${teamId} Late`)).rejects.toThrow('There is no team')
  expect(await run('team list')).not.toContain(subdomain)
  expect(await run('team list --removed')).toMatch(new RegExp(`${teamId} .* is being cleared`))
  await payer.page.until(({ phase }) => phase.name !== 'precall')
  expect(await payer.page.ask('visit:enter', { name: 'Ana' })).toMatchObject({ ok: false })
  // It was told of nothing more, and Stripe tells nobody of it.
  expect(receiver.received.length).toBe(told)
  expect(stripe.control.calls().at(-1)).toMatchObject({ method: 'DELETE', path: /webhook_endpoints/ })

  // What is kept: what was paid, and who did what.
  expect(JSON.parse(await run(`--json payments list ${teamId}`))).toMatchObject([{ state: 'paid' }])
  const log = await run(`audit export ${teamId}`)
  expect(log).toMatch(/"team\.remove"/)
  const { rows } = await pool.query(
    `select (select count(*) from events where team_id = $1 and created_at < now()) as events, (select url from webhooks where webhook_id = $2) as url,
      (select session_name from sessions where session_id = $3) as name,
      (select count(*) from participants where session_id = $3 and display_name is not null) as names,
      (select count(*) from team_retention where team_id = $1) as retention, (select name from teams where team_id = $1) as team`,
    [teamId, webhook_id, session_id],
  )
  expect(rows).toEqual([{ events: 0, url: null, name: null, names: 0, retention: 0, team: '' }])
  expect((await app.http.inject(`/session/${participants[0]?.entry_url.split('/').at(-1)}`)).statusCode).not.toBe(500)
  // Its short name is free again.
  await run(`team add Again --subdomain ${subdomain}`)
})

test('it is refused while people are in a call, unless somebody says that it is known', async () => {
  const team = await app.makeTeam('talking')
  const { participants } = await app.book({}, team.token)
  const page = await openPage(app.url, participants[0]?.entry_url ?? '')
  await page.ask('visit:enter')
  await page.until(inPhase('in-call'))
  await expect(run('team remove talking', 'talking')).rejects.toThrow('People are in a call. Nothing was changed.')
  expect((await app.call('GET', '/v1/sessions', { token: team.token })).status).toBe(200)
  await run('team remove talking --force', 'talking')
  await page.until(({ phase }) => phase.name !== 'in-call')
  expect(await leftOf(team.teamId)).toEqual({ ...nothing, payments: 0 })
})

test('it is refused while a payment is not decided or a card was left, unless somebody says that it is known', async () => {
  const [payer, leaver] = [await aPayer(), await aPayer({ collect: 'card' })]
  await opened(payer.page)
  stripe.control.pay(await opened(leaver.page))
  await leaver.page.ask('payment:check', { paymentId: leaver.page.view().payments?.[0]?.paymentId })
  await until(async () => expect(await leaver.read()).toMatchObject({ state: 'card-kept' }))
  const reasons = [/1 payment is not decided/, /1 card was left/]
  for (const [at, { teamId }] of [payer, leaver].entries()) {
    const subdomain = await subdomainOf(teamId)
    await expect(run(`team remove ${subdomain}`, subdomain)).rejects.toThrow(reasons[at])
    await run(`team remove ${subdomain} --force`, subdomain)
    expect(await leftOf(teamId)).toMatchObject({ paymentAccounts: 0, paymentsUnderWay: 0, sessions: 0 })
  }
})

test('one that was broken off goes on with the next command, or by the servers, with what came late', async () => {
  const [one, other] = [await app.makeTeam('broken'), await app.makeTeam('abandoned')]
  for (const { token, teamId } of [one, other]) {
    await app.book({}, token)
    await register(app, { url: 'https://clinic.example/hook' }, token)
    await app.retention.teamRemoval.remove(operator, teamId, { force: false })
    expect(await leftOf(teamId)).toMatchObject({ clients: 0, webhooks: 0, sessions: 1 })
  }
  await expect(run('team remove broken', 'broken')).rejects.toThrow('There is no team broken')
  await run(`team remove ${one.teamId}`)
  expect(await leftOf(one.teamId)).toMatchObject(nothing)
  // As by another process that has not heard of it yet.
  await pool.query('update sessions set team_id = $1, erased_at = null where team_id = $2', [one.teamId, other.teamId])
  await app.retention.purge()
  expect(await leftOf(one.teamId)).toMatchObject({ sessions: 1 })
  app.clock.advance(120_000)
  await happen(app, other.teamId)
  await app.retention.purge()
  for (const { teamId } of [one, other]) expect(await leftOf(teamId)).toMatchObject(nothing)
  expect(await run('team list --removed')).toMatch(new RegExp(`${one.teamId} .* nothing`))
})

test('nobody gets to act for a team while it is being removed', async () => {
  const userId = await aUser()
  for (let round = 0; round < 5; round += 1) {
    const { teamId } = await app.makeTeam(`raced${round}`)
    const all = await Promise.allSettled([
      app.teams.createTeamClient(operator, teamId, { client_name: 'x' }),
      app.retention.teamRemoval.remove(operator, teamId, { force: false }),
      app.retention.teamRemoval.remove(operator, teamId, { force: false }),
      app.teams.putMember(operator, teamId, userId, 'admin'),
      app.teams.createOwnedClient(operator, { client_name: 'x', ownerId: userId, scope: [`team_api[${teamId}]`] }),
      app.teams.removeMember(operator, teamId, userId),
    ])
    expect(
      all
        .slice(1, 3)
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['fulfilled', 'rejected'])
    expect(await leftOf(teamId)).toMatchObject({ members: 0, clients: 0 })
  }
})
