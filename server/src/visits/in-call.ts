import { type SqlBool, sql } from 'kysely'
import { stagesWith } from './state.ts'

const stages = sql.join(stagesWith('isInCall').map((stage) => sql.lit(stage)))

/** The same as `isInCall` in `state.ts`, in a query that has both tables. */
export const isInCall = sql<SqlBool>`coalesce(visits.stage in (${stages}) and visits.last_call_id = sessions.call_id, false)`
