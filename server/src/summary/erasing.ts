import type { Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { among, type Of } from '../visits/erasing.ts'

/** Erases what was measured by the pages of some visits, as long as these are there; `retention/` decides when. */
export async function deleteBandwidth(trx: Transaction<DB>, of: Of) {
  await trx
    .deleteFrom('page_bandwidth')
    .where('visit_id', 'in', (visits) => visits.selectFrom('visits').select('visit_id').where(among(of)))
    .execute()
}
