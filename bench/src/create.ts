import type { Demo } from '@anteroom/e2e/product'
import { createRequests, loadHttp } from './http-load.ts'
import { startWithPostgres } from './postgres.ts'
import { loadRaw } from './raw-load.ts'
import { type Figure, type Load, percentile, printLoad, together } from './report.ts'

/**
 * By the number of connections: how much of what the database can do alone we have to reach, and how long the slowest
 * hundredth may take. One who asks alone waits for each part in turn, where many keep all parts busy.
 */
const loads = [
  { connections: 1, bar: 0.5, limitMs: 20 },
  { connections: 32, bar: 0.8, limitMs: 50 },
  { connections: 256, bar: 0.5, limitMs: 250 },
]
const seconds = 4
const rounds = 3

/**
 * The rows of one session with two participants, its event and its entry in the audit log, as one statement. The blanks after colons matter: pgbench takes a
 * colon with a word after it for a variable.
 */
const rawInsert = ({ team_id, client_id }: Demo) => `
with booked as (
  insert into sessions (session_id, team_id, client_id, session_name, start_time, end_time, date_notation,
    feature_flags, settings)
  values (uuidv7(), '${team_id}', '${client_id}', 'Load', now(), now() + interval '1 hour', 'iso8601', '{}',
    '{"removedPlugins": [], "menu": true, "exitUrl": null, "returnUrl": null, "returnLabel": null, "autoReturn": false,
      "uniqueParticipants": false, "faviconUrl": null, "backgroundColor": null, "buttonPrimary": null,
      "buttonSecondary": null}')
  returning session_id
),
told as (
  insert into events (event_id, team_id, type, payload, handed_on_at)
  select uuidv7(), '${team_id}', 'session : create', jsonb_build_object('sessionId', session_id, 'teamId', '${team_id}'),
    now()
  from booked
),
logged as (
  insert into audit_log (entry_id, team_id, at, action, target, client_id, ip, request_id, details)
  select uuidv7(), '${team_id}', now(), 'session.create', session_id, '${client_id}', '127.0.0.1', gen_random_uuid(),
    '{"participants": 2}'
  from booked
)
insert into participants (participant_id, session_id, client_id, display_name, role, link_hash, opens_by_id)
select gen_random_uuid(), session_id, '${client_id}', name, role, sha256(gen_random_uuid()::text::bytea), false
from booked, (values ('Dr Vega', 'HOST'), ('Ana', 'GUEST')) as seat (name, role)`

/** Durable sessions by the API, beside the same rows written straight into the same database. */
export async function measureCreate(): Promise<Figure[]> {
  const { product, postgres, close } = await startWithPostgres()
  try {
    const { post } = await createRequests(product)
    const request = post('/sessions', aSession())
    const text = rawInsert(product.demo)
    await loadHttp(product, { connections: 32, seconds: 2, next: () => request })
    const figures: Figure[] = []
    for (const { connections, bar, limitMs } of loads) {
      const ours: Load[] = []
      const peers: (Load & { name: string })[] = []
      for (let round = 0; round < rounds; round++) {
        ours.push(await loadHttp(product, { connections, seconds, next: () => request }))
        peers.push(await loadRaw(postgres, { text }, { connections, seconds }))
      }
      const [our, peer] = [together(ours), together(peers)]
      const slowest = percentile(our.latenciesMs, 99)
      figures.push(
        {
          what: `sessions created, ${connections} connections`,
          ours: printLoad(our),
          peer: `${peers[0]?.name} ${printLoad(peer)}`,
          ratio: our.perSecond / peer.perSecond,
          bar,
          lowerIsBetter: false,
        },
        {
          what: 'the slowest hundredth of them',
          ours: `${slowest.toFixed(1)} ms`,
          peer: `limit ${limitMs} ms`,
          ratio: slowest / limitMs,
          bar: 1,
          lowerIsBetter: true,
        },
      )
    }
    return figures
  } finally {
    await close()
  }
}

function aSession() {
  const start = Date.now()
  return {
    session_name: 'Load',
    start_time: new Date(start).toISOString(),
    end_time: new Date(start + 3_600_000).toISOString(),
    participants: [
      { display_name: 'Dr Vega', role: 'host' },
      { display_name: 'Ana', role: 'guest' },
    ],
  }
}
