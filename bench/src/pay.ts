import pg from 'pg'
import { enter } from './hostile-work.ts'
import { createRequests, loadHttp } from './http-load.ts'
import { createPayers, type Payers, secretKey } from './pay-guests.ts'
import { type BenchProvider, startProvider, unmade } from './pay-provider.ts'
import { type MeasuredProduct, startWithPostgres } from './postgres.ts'
import { type Figure, median, percentile } from './report.ts'
import type { WirePage } from './wire-page.ts'

/** Guests who pay, and how many of them at the same time. */
const guests = 160
const atOnce = 16
const settledPerSecond = 10
/** `OPEN=10000 npm run bench pay` has fewer that nobody has paid. */
const openOnes = Number(process.env.OPEN ?? 100_000)
const watchSeconds = 30
/** Each of them is asked about every half an hour at the latest. */
const askedPerSecond = openOnes / 1800
const otherLimitMs = 250
/** With the host as many as a session takes. */
const joins = 24
const joinBar = 1.05

/** Payments from the click to the open door; a hundred thousand that nobody pays; and what having paid costs a join. */
export async function measurePay(): Promise<Figure[]> {
  const provider = await startProvider()
  try {
    const measured = await startWithPostgres({ STRIPE_API_URL: provider.url })
    try {
      const payers = await createPayers(measured.product, provider)
      return [
        await measureSettling(payers),
        await measureJoins(payers),
        ...(await measureOpen(measured, payers, provider)),
      ]
    } finally {
      await measured.close()
    }
  } finally {
    await provider.close()
  }
}

async function measureSettling(payers: Payers): Promise<Figure> {
  const pages: WirePage[] = []
  for (let guest = 0; guest < guests; guest++) {
    const { paying } = await payers.book(1)
    pages.push(await payers.connect(paying[0] ?? ''))
  }
  const left = [...pages]
  const latenciesMs: number[] = []
  const start = performance.now()
  const settleNext = async () => {
    for (let page = left.pop(); page; page = left.pop()) {
      const from = performance.now()
      await payers.settle(page)
      latenciesMs.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, settleNext))
  const perSecond = guests / ((performance.now() - start) / 1000)
  for (const page of pages) page.close()
  return {
    what: 'payments settled: page opened, paid, told by webhook, door open',
    ours: `${perSecond.toFixed(1)}/s, each ${Math.round(median(latenciesMs))} ms`,
    peer: `limit ${settledPerSecond}/s`,
    ratio: perSecond / settledPerSecond,
    bar: 1,
    lowerIsBetter: false,
  }
}

/** From no connection to in the call, by turns: one who has paid, and one who owes nothing. */
async function measureJoins(payers: Payers): Promise<Figure> {
  const links = await payers.book(joins, joins)
  const host = await payers.connect(links.host)
  await enter(host)
  // Everybody has been there before, in the browser in which they come back.
  for (const link of links.others) (await payers.connect(link)).close()
  for (const link of links.paying) {
    const page = await payers.connect(link)
    await payers.settle(page)
    page.close()
  }
  const join = async (link: string | undefined) => {
    const start = performance.now()
    const page = await payers.connect(link ?? '')
    await enter(page)
    const ms = performance.now() - start
    // Alone with the host again, so that nobody has more to see than somebody before.
    await page.ask('visit:leave', {})
    page.close()
    return ms
  }
  const paid: number[] = []
  const owing: number[] = []
  for (let round = 0; round < joins; round++) {
    const turns = [
      async () => paid.push(await join(links.paying[round])),
      async () => owing.push(await join(links.others[round])),
    ]
    for (const turn of round % 2 ? turns.reverse() : turns) await turn()
  }
  host.close()
  return {
    what: 'join at the server of who has paid, beside who owes nothing',
    ours: `${median(paid).toFixed(2)} ms`,
    peer: `${median(owing).toFixed(2)} ms`,
    ratio: median(paid) / median(owing),
    bar: joinBar,
    lowerIsBetter: true,
  }
}

/** All of them due at once, and nobody has paid; somebody else reads a session meanwhile. */
async function measureOpen(
  { product, postgres }: MeasuredProduct,
  payers: Payers,
  provider: BenchProvider,
): Promise<Figure[]> {
  const { paying } = await payers.book(1)
  const page = await payers.connect(paying[0] ?? '')
  await provider.take(secretKey, await payers.open(page))
  page.close()
  const client = new pg.Client(postgres.config)
  await client.connect()
  try {
    await storeOpen(client, product.demo, payers.accountId)
    const { get } = await createRequests(product)
    const request = get(`/sessions/${product.demo.session_id}`)
    const start = Date.now()
    const other = await loadHttp(product, { connections: 4, seconds: watchSeconds, next: () => request })
    const { rows } = await client.query(
      `select count(*)::int as asked from payment_attempts where looks > 0 and provider_id like '${unmade}%'`,
    )
    const perSecond = rows[0].asked / ((Date.now() - start) / 1000)
    const slowMs = percentile(other.latenciesMs, 99)
    return [
      {
        what: `${openOnes} open payments, all due: asked about`,
        ours: `${Math.round(perSecond)}/s`,
        peer: `limit ${Math.round(askedPerSecond)}/s`,
        ratio: perSecond / askedPerSecond,
        bar: 1,
        lowerIsBetter: false,
      },
      {
        what: 'meanwhile: a session is read, 4 connections, p99',
        ours: `${slowMs.toFixed(1)} ms, ${Math.round(other.perSecond)}/s`,
        peer: `limit ${otherLimitMs} ms`,
        ratio: slowMs / otherLimitMs,
        bar: 1,
        lowerIsBetter: true,
      },
    ]
  } finally {
    await client.end()
  }
}

/** A session for each, as whoever settles one holds its session. */
async function storeOpen(
  client: pg.Client,
  { team_id, client_id }: { team_id: string; client_id: string },
  account: string,
) {
  await client.query(
    `with booked as (
       insert into sessions (session_id, team_id, client_id, session_name, start_time, end_time, settings)
       select uuidv7(), $1, $2, 'Session ' || n, now() + interval '1 hour', now() + interval '2 hours',
         (select settings from sessions where team_id = $1 limit 1)
       from generate_series(1, $4::int) n
       returning session_id
     ), owed as (
       insert into payments (payment_id, team_id, session_id, participant_id, account_id, reason, collect, amount,
         currency, state, created_at, changed_at)
       select uuidv7(), $1, session_id, gen_random_uuid(), $3, 'fee', 'before', 5000, 'aud', 'opened', now(), now()
       from booked
       returning payment_id
     )
     insert into payment_attempts (attempt_id, payment_id, account_id, kind, state, amount, currency, provider_id, url,
       created_at, expires_at, look_at)
     select uuidv7(), payment_id, $3, 'checkout', 'open', 5000, 'aud', '${unmade}' || replace(payment_id::text, '-', ''),
       'https://checkout.invalid', now(), now() + interval '2 hours', now()
     from owed`,
    [team_id, client_id, account, openOnes],
  )
  for (const table of ['sessions', 'payments', 'payment_attempts']) await client.query(`vacuum analyze ${table}`)
}
