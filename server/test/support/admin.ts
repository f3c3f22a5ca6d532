import type { AdminParts, Upkeep } from '../../src/admin/context.ts'
import { createOverviews } from '../../src/summary/overview.ts'
import type { TestApp } from './app.ts'

/** What the command line works with, of an app. */
export function adminPartsOf(app: TestApp): AdminParts {
  const { clock, sealing } = app
  return { ...app, overviews: createOverviews({ db: app.database.kysely, clock, sealing }) }
}

/** For commands on a database that lacks nothing. */
export const upToDate: Upkeep = { bringUpToDate: async () => [], examine: async () => [] }
