import type { Session, SessionPage } from '@anteroom/contract/api/sessions'
import { describe, expect, test, vi } from 'vitest'
import { startTestApp } from './support/app.ts'

const app = await startTestApp()

function inHours(hours: number): string {
  return new Date(app.clock.now().getTime() + hours * 3_600_000).toISOString()
}

/** Seven sessions, made in another order than they start in; the fourth is cancelled. */
const starts = [5, 1, 3, 7, 2, 6, 4]
const sessions: Session[] = []
for (const hours of starts) {
  const participants = [{ role: 'host', state: `state ${hours}` }, { display_name: 'Removed' }, { state: 'all' }]
  sessions.push(
    await app.book({
      session_name: `In ${hours}`,
      start_time: inHours(hours),
      end_time: inHours(hours + 1),
      participants,
    }),
  )
}
const cancelled = sessions[3] as Session
await app.call('DELETE', `/v1/sessions/${cancelled.session_id}`)
for (const session of sessions) {
  if (session !== cancelled) await app.call('DELETE', `/v1/participants/${session.participants[1]?.participant_id}`)
}

async function list(query = ''): Promise<SessionPage> {
  const { status, body } = await app.call<SessionPage>('GET', `/v1/sessions${query}`)
  expect(status).toBe(200)
  return body
}
const namesOf = ({ content }: SessionPage) => content.map(({ session_name }) => session_name)
const byCreation = ['In 5', 'In 1', 'In 3', 'In 2', 'In 6', 'In 4']

describe('the list of sessions', () => {
  test('is in the order in which they were created, without those that were cancelled', async () => {
    const page = await list()
    expect(namesOf(page)).toEqual(byCreation)
    expect(page).toMatchObject({ page: 0, page_size: 200, more: false })
  })

  test.each(['reverse', 'backwards'])('can be turned around by the word %s', async (order) => {
    expect(namesOf(await list(`?order=${order}`))).toEqual([...byCreation].reverse())
  })

  test('shows those that were cancelled on request, with the time of it', async () => {
    for (const yes of ['true', 'True', '1']) {
      const { content } = await list(`?include_canceled=${yes}`)
      expect(content.map(({ session_name }) => session_name)).toEqual([
        'In 5',
        'In 1',
        'In 3',
        'In 7',
        'In 2',
        'In 6',
        'In 4',
      ])
      expect(content[3]?.canceled_time).not.toBeNull()
    }
    expect(namesOf(await list('?include_canceled=false'))).toEqual(byCreation)
  })

  test('leaves removed participants out, and shows them on request', async () => {
    expect((await list()).content[0]?.participants).toHaveLength(2)
    const seats = (await list('?deleted_participants=true')).content[0]?.participants ?? []
    expect(seats.map(({ display_name, deleted_at }) => [display_name, deleted_at !== undefined])).toEqual([
      [null, false],
      ['Removed', true],
      [null, false],
    ])
  })

  test('can be read page by page, in both directions, without gaps and doubles', async () => {
    for (const order of ['forward', 'reverse']) {
      const pages: SessionPage[] = []
      do pages.push(await list(`?page=${pages.length}&page_size=4&order=${order}`))
      while (pages.at(-1)?.more)
      expect(pages.map(({ content, page, page_size }) => [content.length, page, page_size])).toEqual([
        [4, 0, 4],
        [2, 1, 4],
      ])
      const names = pages.flatMap(namesOf)
      expect(order === 'forward' ? names : names.reverse()).toEqual(byCreation)
    }
  })

  test('says of a full last page that there is no more', async () => {
    expect(await list('?page=1&page_size=3')).toMatchObject({ more: false })
    expect(await list('?page=2&page_size=3')).toMatchObject({ more: false, content: [] })
    expect(await list('?page=1000000000')).toMatchObject({ more: false, content: [], page: 1_000_000_000 })
  })

  test('gives pages of 200 to who asks for more', async () => {
    expect(await list('?page_size=1000')).toMatchObject({ page_size: 200 })
  })

  test('can be asked for what starts from a time on, and is then in the order of starts', async () => {
    expect(namesOf(await list(`?start_time=${inHours(2.5)}`))).toEqual(['In 3', 'In 4', 'In 5', 'In 6'])
    expect(namesOf(await list(`?start_time=${inHours(2.5)}&order=reverse`))).toEqual(['In 6', 'In 5', 'In 4', 'In 3'])
    expect(namesOf(await list(`?start_time=${sessions[0]?.start_time}`))).toEqual(['In 5', 'In 6'])
  })

  test('can be asked for what ends by a time', async () => {
    expect(namesOf(await list(`?end_time=${inHours(3.5)}`))).toEqual(['In 1', 'In 2'])
    const rfc1123 = new Date(inHours(3.5)).toUTCString()
    expect(namesOf(await list(`?end_time=${encodeURIComponent(rfc1123)}&start_time=${inHours(1.5)}`))).toEqual(['In 2'])
  })

  test('can be asked for what is booked for some time of a stretch, or for a moment, in the order of starts', async () => {
    const [, first] = sessions as [Session, Session]
    const active = async (from: string | null, until: string | null, more = '') => {
      const given = [from && `active_from=${from}`, until && `active_until=${until}`].filter(Boolean)
      return namesOf(await list(`?${given.join('&')}${more}`))
    }
    expect(await active(inHours(1.5), inHours(3.5))).toEqual(['In 1', 'In 2', 'In 3'])
    expect(await active(inHours(1.5), inHours(3.5), '&order=reverse')).toEqual(['In 3', 'In 2', 'In 1'])
    expect(await active(inHours(2.4), inHours(2.6))).toEqual(['In 2'])
    expect(await active(inHours(5.5), null)).toEqual(['In 5', 'In 6'])
    expect(await active(null, inHours(2.5))).toEqual(['In 1', 'In 2'])
    expect(await active(inHours(6.5), inHours(7.5), '&include_canceled=true')).toEqual(['In 6', 'In 7'])
    expect(await active(inHours(0), inHours(9), `&end_time=${inHours(3.5)}`)).toEqual(['In 1', 'In 2'])
    // One that ends where a stretch begins, or begins where it ends, is not in it.
    expect(await active(first.end_time, first.end_time)).not.toContain('In 1')
    expect(await active(first.start_time, first.start_time)).toEqual(['In 1'])
    expect(await active(inHours(0), first.start_time)).toEqual([])
    const pages = await Promise.all(
      [0, 1, 2].map((page) => active(inHours(1.5), inHours(5.5), `&page=${page}&page_size=2`)),
    )
    expect(pages).toEqual([['In 1', 'In 2'], ['In 3', 'In 4'], ['In 5']])
  })

  test('has the longest session that there can be until its end', async () => {
    const team = await app.makeTeam('long')
    await app.book({ start_time: inHours(1), end_time: inHours(13), session_name: 'Long' }, team.token)
    const at = async (hours: number) =>
      (await app.call<SessionPage>('GET', `/v1/sessions?active_from=${inHours(hours)}`, { token: team.token })).body
    expect(namesOf(await at(12.99))).toEqual(['Long'])
    expect(namesOf(await at(13.01))).toEqual([])
  })

  test('can be asked for sessions with a participant of a state, who was not removed', async () => {
    expect(namesOf(await list('?state=state%203'))).toEqual(['In 3'])
    expect(namesOf(await list('?state=all'))).toEqual(byCreation)
    expect(namesOf(await list('?state=none'))).toEqual([])
  })

  test('takes no notice of empty and of unknown parameters', async () => {
    expect(namesOf(await list('?page=&start_time=&order=&state=&sort=name'))).toEqual(byCreation)
  })

  test.each([
    ['?page=-1', ['/page']],
    ['?page=1.5', ['/page']],
    ['?page=one&page_size=0', ['/page', '/page_size']],
    ['?page=1&page=2', ['/page']],
    ['?order=sideways&start_time=yesterday', ['/order', '/start_time']],
    ['?include_canceled=perhaps', ['/include_canceled']],
    ['?active_from=now&active_until=later', ['/active_from', '/active_until']],
    ['?active_from=2040-01-02T00:00:00Z&active_until=2040-01-01T00:00:00Z', ['/active_until']],
    ['?state=%00', ['/state']],
    ['?page=99999999999999999999', ['/page']],
  ])('refuses %s, and says what is wrong', async (query, pointers) => {
    const answer = await app.call<{ errors: { pointer: string }[] }>('GET', `/v1/sessions${query}`)
    expect(answer.status).toBe(400)
    expect(answer.body.errors.map(({ pointer }) => pointer).sort()).toEqual(pointers)
  })
})

test('far down the list pages follow each other without gaps and doubles, and are found by their number as well', async () => {
  const team = await app.makeTeam('large')
  const hours = Array.from({ length: 31 }, (_, place) => ((place * 7) % 31) + 1)
  const made: string[] = []
  for (const hour of hours) {
    const session = await app.book(
      { start_time: inHours(hour), end_time: inHours(hour + 1), session_name: String(hour) },
      team.token,
    )
    made.push(String(session.session_name))
  }
  const read = async (query: string) => {
    const { body } = await app.call<SessionPage>('GET', `/v1/sessions?page_size=2&${query}`, { token: team.token })
    return body
  }
  const sorted = [...made].sort((a, b) => Number(a) - Number(b))
  const time = `start_time=${inHours(0)}`
  const lists = [
    ['order=forward', made],
    ['order=reverse', [...made].reverse()],
    [time, sorted],
    [`${time}&order=reverse`, [...sorted].reverse()],
  ] as const
  for (const [query, expected] of lists) {
    // The last page first, when nothing is known of those before it.
    expect(namesOf(await read(`${query}&page=15`))).toEqual(expected.slice(30))
    const pages: SessionPage[] = []
    do pages.push(await read(`${query}&page=${pages.length}`))
    while (pages.at(-1)?.more)
    expect(pages).toHaveLength(16)
    expect(pages.flatMap(namesOf)).toEqual(expected)
  }
})

test('whoever jumps far down the list waits no longer than in the beginning', async () => {
  const team = await app.makeTeam('huge')
  await app.database.pool.query(
    `insert into sessions (session_id, team_id, session_name, start_time, end_time, settings)
     select ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, $1, n, now(), now() + interval '1 hour', '{}'
     from generate_series(0, 99999) n`,
    [team.teamId],
  )
  await app.database.pool.query('vacuum analyze sessions')
  async function read(query: string) {
    const { body } = await app.call<SessionPage>('GET', `/v1/sessions?${query}`, { token: team.token })
    return body
  }
  /** The shortest of some for each, by turns, as others use this machine too and slow all of them alike. */
  async function shortest(queries: string[]) {
    const times = new Map(queries.map((query) => [query, Number.POSITIVE_INFINITY]))
    for (let round = 0; round < 15; round += 1) {
      for (const query of queries) {
        const before = performance.now()
        expect((await read(query)).content).toHaveLength(200)
        times.set(query, Math.min(times.get(query) ?? 0, performance.now() - before))
      }
    }
    return times
  }
  // The first one who jumps there has all of it passed over; that is noticed, and seen to.
  expect(namesOf(await read('page=499'))).toEqual(Array.from({ length: 200 }, (_, n) => String(99_800 + n)))
  await vi.waitUntil(async () => {
    await app.sessions.closeBlocks()
    const { rows } = await app.database.pool.query('select sum(total) from session_blocks where level = 0')
    return rows[0].sum >= 99_840
  }, 10_000)
  const far = ['page=499', 'page=250', 'page=499&order=reverse', 'page=499&include_canceled=true']
  const times = await shortest(['page=0', ...far])
  const first = times.get('page=0') ?? 0
  for (const query of far) expect(times.get(query)).toBeLessThan(2 * first)
  expect(namesOf(await read('page=499'))).toEqual(Array.from({ length: 200 }, (_, n) => String(99_800 + n)))
  expect(namesOf(await read('page=499&order=reverse'))).toEqual(Array.from({ length: 200 }, (_, n) => String(199 - n)))
})
