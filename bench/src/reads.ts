import { createRequests, loadHttp } from './http-load.ts'
import { loadRaw } from './raw-load.ts'
import { type Figure, type Load, printLoad, rawBar, together } from './report.ts'
import type { StoredSessions } from './stored-sessions.ts'

const seconds = 2
const rounds = 3

/** One session of very many with its participants, beside the same rows read straight from the same database. */
export async function measureReads({ product, postgres, count, idOf, idInSql }: StoredSessions): Promise<Figure[]> {
  const { get } = await createRequests(product)
  const next = () => get(`/sessions/${idOf(Math.floor(Math.random() * count))}`)
  const text = `
    select * from sessions left join participants using (session_id)
    where session_id = ${idInSql} and team_id = '${product.demo.team_id}' and deleted_at is null order by seat`
  await loadHttp(product, { connections: 32, seconds: 2, next })
  const figures: Figure[] = []
  for (const connections of [1, 32, 256]) {
    const ours: Load[] = []
    const peers: (Load & { name: string })[] = []
    for (let round = 0; round < rounds; round++) {
      ours.push(await loadHttp(product, { connections, seconds, next }))
      peers.push(await loadRaw(postgres, { text, below: count }, { connections, seconds }))
    }
    const [our, peer] = [together(ours), together(peers)]
    figures.push({
      what: `one session of ${count} read, ${connections} connections`,
      ours: printLoad(our),
      peer: `${peers[0]?.name} ${printLoad(peer)}`,
      ratio: peer.perSecond / our.perSecond,
      bar: rawBar,
      lowerIsBetter: true,
    })
  }
  return figures
}
