import { type SqlBool, sql } from 'kysely'

/** The same as `isInCall` in `state.ts`, in a query that has both tables. */
export const isInCall = sql<SqlBool>`coalesce(visits.stage in ('in-call', 'on-hold') and visits.last_call_id = sessions.call_id, false)`
