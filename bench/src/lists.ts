import { createRequests, loadHttp } from './http-load.ts'
import { loadRaw } from './raw-load.ts'
import { type Figure, type Load, median, printLoad, rawBar, together } from './report.ts'
import type { StoredSessions } from './stored-sessions.ts'

const rounds = 3
const seconds = 1
const rawSeconds = 2
/** How much longer a jump to the last page may take than the first page, in the middle of all rounds. */
const deepBar = 1.2

/** The first and the last page of a long list, by a direct jump, beside the same rows read from where they begin. */
export async function measureLists({ product, postgres, count, idOf }: StoredSessions): Promise<Figure[]> {
  const { get } = await createRequests(product)
  const rawPage = (size: number, first: number) => `
    select * from (
      select * from sessions where team_id = '${product.demo.team_id}' and session_id >= '${idOf(first)}'
        and canceled_time is null order by session_id limit ${size}
    ) page left join participants using (session_id)
    where deleted_at is null order by session_id, seat`
  const figures: Figure[] = []
  for (const size of [200, 20]) {
    const lastPage = Math.floor(count / size) - 1
    const places = [
      { name: 'first', request: get(`/sessions?page_size=${size}`), text: rawPage(size, 0) },
      {
        name: 'last',
        request: get(`/sessions?page_size=${size}&page=${lastPage}`),
        text: rawPage(size, lastPage * size),
      },
    ]
    for (const { request } of places) await loadHttp(product, { connections: 32, seconds: 1, next: () => request })
    for (const connections of [1, 32, 256]) {
      const measured = places.map((place) => ({
        ...place,
        ours: [] as Load[],
        peers: [] as (Load & { name: string })[],
      }))
      for (let round = 0; round < rounds; round++) {
        // In turns, so that neither always comes first.
        for (const { request, ours } of round % 2 ? [...measured].reverse() : measured) {
          ours.push(await loadHttp(product, { connections, seconds, next: () => request }))
        }
      }
      for (const { name, ours, text } of measured) {
        const our = together(ours)
        const peer = await loadRaw(postgres, { text }, { connections, seconds: rawSeconds })
        figures.push({
          what: `${name} page of ${size}, ${connections} connections`,
          ours: printLoad(our),
          peer: `${peer.name} ${printLoad(peer)}`,
          ratio: peer.perSecond / our.perSecond,
          bar: rawBar,
          lowerIsBetter: true,
        })
      }
      // Each beside the one that was measured right before or after it, under the same conditions.
      const [first = [], last = []] = measured.map(({ ours }) => ours.map(({ latenciesMs }) => median(latenciesMs)))
      figures.push({
        what: `last page of ${size} beside the first, ${connections} connections`,
        ours: `${median(last).toFixed(2)} ms`,
        peer: `first ${median(first).toFixed(2)} ms`,
        ratio: median(last.map((ms, round) => ms / (first[round] ?? Number.NaN))),
        bar: deepBar,
        lowerIsBetter: true,
      })
    }
  }
  return figures
}
