import type { AuditPage } from '@anteroom/contract/api/audit'
import type { Participant } from '@anteroom/contract/api/participants'
import type { Answer } from '@anteroom/contract/realtime'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { inPhase, openPage } from './support/page.ts'

const app = await startTestApp()

async function bookRoom(flags: string[] = ['-plugin;waiting-room']) {
  const session = await app.book({
    feature_flags: flags,
    participants: [
      { display_name: 'Dr Vega', role: 'host' },
      { display_name: 'Dr Grey', role: 'host' },
      { display_name: 'Ana', role: 'guest' },
      { display_name: 'Tom', role: 'participant' },
    ],
  })
  const [vega = '', grey = '', ana = '', tom = ''] = session.participants.map(({ entry_url }) => entry_url)
  return { session, vega, grey, ana, tom }
}

async function enter(entryUrl: string) {
  const page = await openPage(app.url, entryUrl)
  expect(await page.ask('visit:enter')).toEqual({ ok: true })
  return page
}

/** Dr Vega and Ana in the call. */
async function twoInCall(flags?: string[]) {
  const room = await bookRoom(flags)
  const host = await enter(room.vega)
  const ana = await enter(room.ana)
  if (!flags) await host.until(({ people }) => people.length === 1)
  return { room, host, ana }
}

const linkIn = (answer: Answer) => (answer as { entryUrl?: string }).entryUrl ?? ''

async function auditOf(sessionId: string) {
  await app.audit.seal()
  const { body } = await app.call<AuditPage>('GET', '/v1/audit-log?limit=1000')
  return body.content
    .map((entry) => ({ ...entry, details: JSON.parse(entry.details) }))
    .filter(({ details }) => details.sessionId === sessionId)
}

async function eventsOf(sessionId: string) {
  const { rows } = await app.database.pool.query(
    "select type, payload ->> 'participantId' as seat from events where payload ->> 'sessionId' = $1 order by event_id",
    [sessionId],
  )
  return rows
}

describe('a locked room', () => {
  test('holds up another host and a participant, who go in when it is unlocked', async () => {
    const { room, host, ana } = await twoInCall()
    expect(await host.ask('door:lock', { locked: true })).toEqual({ ok: true })
    await ana.until(({ locked }) => locked, 'those in the call are told')
    const grey = await enter(room.grey)
    const tom = await enter(room.tom)
    for (const page of [grey, tom]) expect((await page.until(inPhase('waiting'))).phase).toMatchObject({ locked: true })
    const { waiting } = await host.until(({ waiting }) => waiting.length === 2)
    expect(waiting.map(({ name }) => name)).toEqual(['Dr Grey', 'Tom'])

    expect(await host.ask('door:let-in', { visitId: waiting[1]?.visitId })).toEqual({ ok: true })
    await tom.until(inPhase('in-call'))
    expect(grey.view().phase.name).toBe('waiting')
    expect(await host.ask('door:lock', { locked: false })).toEqual({ ok: true })
    await grey.until(inPhase('in-call'))
    await ana.until(({ locked }) => !locked)
  })

  test('is for hosts in the call to lock, unlock and open', async () => {
    const { room, host, ana } = await twoInCall()
    expect(await ana.ask('door:lock', { locked: true })).toEqual({ ok: false, problem: 'not-allowed' })
    await host.ask('door:lock', { locked: true })
    const grey = await enter(room.grey)
    const { me } = await grey.until(inPhase('waiting'))
    for (const [event, payload] of [
      ['door:lock', { locked: false }],
      ['door:let-in', { visitId: me.visitId }],
      ['call:make-host', { visitId: ana.view().me.visitId }],
      ['call:invite', {}],
    ] as const) {
      expect(await grey.ask(event, payload), event).toEqual({ ok: false, problem: 'wrong-phase' })
    }
    expect(await ana.ask('door:let-in', { visitId: me.visitId })).toEqual({ ok: false, problem: 'not-allowed' })
    expect(await host.ask('door:lock', {})).toEqual({ ok: false, problem: 'invalid-request' })
    expect(host.view().locked).toBe(true)
  })

  test('does not keep a host out of a call without one, also when that one was only lost', async () => {
    const { room, host, ana } = await twoInCall()
    await host.ask('door:lock', { locked: true })
    const grey = await enter(room.grey)
    await grey.until(inPhase('waiting'))
    host.leaveNetwork()
    await ana.until(({ people }) => people[0]?.connected === false)
    app.clock.advance(20_000)
    await grey.until(inPhase('in-call'))
    await ana.until(({ people }) => people.map(({ name }) => name).join() === 'Dr Grey')
    expect(ana.view().locked).toBe(true)
  })

  test('lets a guest whom a host lets in by the waiting room come in', async () => {
    const room = await bookRoom([])
    const host = await enter(room.vega)
    await host.ask('door:lock', { locked: true })
    const ana = await enter(room.ana)
    expect((await ana.until(inPhase('waiting'))).phase).toMatchObject({ locked: true })
    const { waiting } = await host.until(({ waiting }) => waiting.length === 1)
    await host.ask('door:let-in', { visitId: waiting[0]?.visitId })
    await ana.until(inPhase('in-call'))
  })
})

describe('making somebody a host', () => {
  test('changes their role in the API, is told to them, to webhooks and to the audit log', async () => {
    const { room, host, ana } = await twoInCall()
    const [vega, , seat] = room.session.participants
    const { visitId } = ana.view().me
    expect(await host.ask('call:make-host', { visitId })).toEqual({ ok: true })
    const { me } = await ana.until(({ me }) => me.role === 'HOST')
    expect(me.madeHostBy).toBe('Dr Vega')
    const { body } = await app.call<Participant>('GET', `/v1/participants/${seat?.participant_id}`)
    expect(body).toEqual({ ...seat, role: 'HOST' })
    expect(await auditOf(room.session.session_id)).toContainEqual(
      expect.objectContaining({
        action: 'participant.update',
        target: seat?.participant_id,
        client_id: null,
        details: { sessionId: room.session.session_id, members: ['role'], by: vega?.participant_id },
      }),
    )
    expect(await eventsOf(room.session.session_id)).toContainEqual({
      type: 'session:update',
      seat: seat?.participant_id,
    })
    expect(await ana.ask('call:hold', { visitId: host.view().me.visitId, hold: true })).toEqual({ ok: true })
    await host.until(inPhase('on-hold'))
    // Again is no mistake, and no second entry.
    const before = (await auditOf(room.session.session_id)).length
    expect(await ana.ask('call:make-host', { visitId })).toEqual({ ok: true })
    expect(await auditOf(room.session.session_id)).toHaveLength(before)
  })

  test('is for hosts, and for people in the same call', async () => {
    const { room, host, ana } = await twoInCall()
    expect(await ana.ask('call:make-host', { visitId: ana.view().me.visitId })).toEqual({
      ok: false,
      problem: 'not-allowed',
    })
    const elsewhere = await twoInCall()
    const { visitId } = elsewhere.ana.view().me
    for (const event of ['call:make-host', 'door:let-in']) {
      expect(await host.ask(event, { visitId }), event).toEqual({ ok: false, problem: 'not-found' })
    }
    const tom = await openPage(app.url, room.tom)
    expect(await host.ask('call:make-host', { visitId: tom.view().me.visitId })).toEqual({
      ok: false,
      problem: 'wrong-phase',
    })
    const { body } = await app.call<Participant[]>('GET', `/v1/sessions/${room.session.session_id}/participants`)
    expect(body.map(({ role }) => role)).toEqual(['HOST', 'HOST', 'GUEST', 'PARTICIPANT'])
  })
})

describe('an invitation', () => {
  test('is a seat like one of the API, with a link that leads into the session', async () => {
    const { room, host } = await twoInCall()
    const answer = await host.ask('call:invite', { name: ' Kim ', role: 'PARTICIPANT' })
    const kim = await enter(linkIn(answer))
    await kim.until(inPhase('in-call'))
    await host.until(({ people }) => people.some(({ name, role }) => name === 'Kim' && role === 'PARTICIPANT'))
    const { body } = await app.call<Participant[]>('GET', `/v1/sessions/${room.session.session_id}/participants`)
    const added = body.at(-1)
    expect(answer).toEqual({ ok: true, entryUrl: added?.entry_url })
    expect(added).toMatchObject({ display_name: 'Kim', role: 'PARTICIPANT', client_id: null })
    expect(await auditOf(room.session.session_id)).toContainEqual(
      expect.objectContaining({
        action: 'participant.create',
        target: added?.participant_id,
        details: { sessionId: room.session.session_id, by: room.session.participants[0]?.participant_id },
      }),
    )
    expect(await eventsOf(room.session.session_id)).toContainEqual({
      type: 'session:update',
      seat: added?.participant_id,
    })
    expect(app.logged.join('')).not.toContain(added?.participant_id)
  })

  test('is for a guest without a name unless told otherwise', async () => {
    const { room, host } = await twoInCall()
    const answer = await host.ask('call:invite', { name: '  ' })
    expect(answer.ok).toBe(true)
    const { body } = await app.call<Participant[]>('GET', `/v1/sessions/${room.session.session_id}/participants`)
    expect(body.at(-1)).toMatchObject({ display_name: null, role: 'GUEST', entry_url: linkIn(answer) })
  })

  test('is for hosts in the call, while the session lasts and has seats', async () => {
    const { host, ana } = await twoInCall()
    expect(await ana.ask('call:invite')).toEqual({ ok: false, problem: 'not-allowed' })
    expect(await host.ask('call:invite', { role: 'ADMIN' })).toEqual({ ok: false, problem: 'invalid-request' })
    expect(await host.ask('call:invite', { name: 'a\0b' })).toEqual({ ok: false, problem: 'invalid-request' })
    const others = Array.from({ length: 48 }, () => ({ role: 'guest' }))
    const full = await app.book({ participants: [{ display_name: 'Dr Vega', role: 'host' }, ...others] })
    const busy = await enter(full.participants[0]?.entry_url ?? '')
    expect((await busy.ask('call:invite')).ok).toBe(true)
    expect(await busy.ask('call:invite')).toEqual({ ok: false, problem: 'conflict' })

    const late = await twoInCall()
    app.clock.advance(3 * 3_600_000)
    expect(await late.host.ask('call:invite')).toEqual({ ok: false, problem: 'session-over' })
  })
})

test('a removal in the room is in the audit log, like one by the API, and told to whom it concerns', async () => {
  const { room, host, ana } = await twoInCall()
  expect(await host.ask('call:remove', { visitId: ana.view().me.visitId })).toEqual({ ok: true })
  expect((await ana.until(inPhase('removed'))).phase).toMatchObject({ by: 'Dr Vega' })
  const [vega, , seat] = room.session.participants
  expect(await auditOf(room.session.session_id)).toContainEqual(
    expect.objectContaining({
      action: 'participant.remove',
      target: seat?.participant_id,
      details: { sessionId: room.session.session_id, by: vega?.participant_id },
    }),
  )
})

test('a guest who waits and is made a participant by the API goes in', async () => {
  const room = await bookRoom([])
  const ana = await enter(room.ana)
  await ana.until(inPhase('waiting'))
  const path = `/v1/participants/${room.session.participants[2]?.participant_id}`
  expect((await app.call('PUT', path, { body: { role: 'participant' } })).status).toBe(200)
  await ana.until(inPhase('in-call'))
})

test('a guest who waits goes in when the API switches the waiting room off, while a call runs', async () => {
  const room = await bookRoom([])
  const [ana] = [await enter(room.ana), await enter(room.vega)]
  await ana.until(inPhase('waiting'))
  const body = { feature_flags: ['-plugin;waiting-room'] }
  expect((await app.call('PUT', `/v1/sessions/${room.session.session_id}`, { body })).status).toBe(200)
  await ana.until(inPhase('in-call'))
})

test('what the API changes reaches the pages of the call: names, roles, times and flags', async () => {
  const { room, host, ana } = await twoInCall()
  const { session_id, participants } = room.session
  const [vega, , seat] = participants.map(({ participant_id }) => `/v1/participants/${participant_id}`)
  await app.call('PUT', seat ?? '', { body: { display_name: 'Ana Lind', role: 'host' } })
  await host.until(({ people }) => people.some(({ name, role }) => name === 'Ana Lind' && role === 'HOST'))
  await ana.until(({ me }) => me.name === 'Ana Lind' && me.role === 'HOST')
  await app.call('PUT', vega ?? '', { body: { role: 'participant' } })
  await host.until(({ me }) => me.role === 'PARTICIPANT')
  const end_time = new Date(app.clock.now().getTime() + 7_200_000).toISOString()
  const body = { session_name: 'Longer', end_time, feature_flags: ['-plugin;waiting-room', '-plugin;chat'] }
  await app.call('PUT', `/v1/sessions/${session_id}`, { body })
  await ana.until(
    ({ session, settings }) =>
      session.name === 'Longer' && session.endTime === end_time && !settings.plugins.includes('chat'),
  )
})

test('the last host of a call that runs stays one, until somebody else is', async () => {
  const room = await bookRoom()
  const host = await enter(room.vega)
  const [vega, grey] = room.session.participants.map(({ participant_id }) => `/v1/participants/${participant_id}`)
  const demote = async (path = '') => (await app.call('PUT', path, { body: { role: 'participant' } })).status
  expect(await demote(grey)).toBe(200)
  expect(await demote(vega)).toBe(409)
  expect((await app.call('PUT', grey ?? '', { body: { role: 'host' } })).status).toBe(200)
  expect(await demote(vega)).toBe(200)
  await host.until(({ me }) => me.role === 'PARTICIPANT')
})

test('the last host may be removed, and whoever waits learns that nobody can let them in, until somebody can', async () => {
  const room = await bookRoom([])
  const ana = await enter(room.ana)
  const { phase } = await ana.until(inPhase('waiting'))
  expect(phase).not.toHaveProperty('nobodyLetsIn')
  const [vega, grey, , tom] = room.session.participants.map(
    ({ participant_id }) => `/v1/participants/${participant_id}`,
  )
  expect((await app.call('DELETE', vega ?? '')).status).toBe(200)
  // Seats may stay, with no link that opens them.
  expect((await app.call('DELETE', `${grey}/link`)).status).toBe(200)
  await ana.until(({ phase }) => phase.name === 'waiting' && phase.nobodyLetsIn === true)
  expect((await app.call('PUT', tom ?? '', { body: { role: 'host' } })).status).toBe(200)
  await ana.until(({ phase }) => phase.name === 'waiting' && !phase.nobodyLetsIn)
})

test('another look reaches pages that are open', async () => {
  const room = await bookRoom(['customisation;button-primary;#0a7d6c'])
  const ana = await openPage(app.url, room.ana)
  expect(ana.view().look).toMatchObject({
    properties: { '--brand-button': 'rgb(10, 125, 108)' },
    ground: null,
    icon: null,
  })
  const change = (feature_flags: string[]) =>
    app.call('PUT', `/v1/sessions/${room.session.session_id}`, { body: { feature_flags } })
  const icon = 'https://clinic.example/icon.png'
  await change(['customisation;background-color;#102030', `customisation;favicon-url;${icon}`])
  const { look } = await ana.until(({ look }) => look?.ground === 'dark' && look.icon === icon)
  expect(look?.properties).toMatchObject({ '--brand-background': 'rgb(16, 32, 48)' })
  expect(look?.properties).not.toHaveProperty('--brand-button')
  await change([])
  await ana.until(({ look }) => Object.keys(look?.properties ?? {}).length === 0 && look?.ground === null)
})

test('whoever is in the call vouches for others in it, and for nobody else', async () => {
  const { room, host, ana } = await twoInCall()
  const tom = await openPage(app.url, room.tom)
  const visitId = host.view().me.visitId
  expect(await ana.ask('call:still-here', { visitId })).toEqual({ ok: true })
  expect(await ana.ask('call:still-here', { visitId: tom.view().me.visitId })).toEqual({
    ok: false,
    problem: 'not-found',
  })
  expect(await tom.ask('call:still-here', { visitId })).toEqual({ ok: false, problem: 'wrong-phase' })
})

test('who ends the call for everyone is known to the others', async () => {
  const { host, ana } = await twoInCall()
  await host.ask('visit:end-for-everyone')
  expect((await ana.until(inPhase('exit'))).phase).toMatchObject({ reason: 'ended', by: 'Dr Vega' })
  expect((await host.until(inPhase('exit'))).phase).toMatchObject({ reason: 'ended', by: null })
})
