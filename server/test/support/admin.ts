import type { AdminParts, Upkeep } from '../../src/admin/context.ts'
import { comparePlace, forgetPlace } from '../../src/db/place.ts'
import { takeKeysForCopy } from '../../src/payments/copied.ts'
import { createOverviews } from '../../src/summary/overview.ts'
import { disableForCopy } from '../../src/webhooks/copied.ts'
import type { TestApp } from './app.ts'

/** What the command line works with, of an app. */
export function adminPartsOf(app: TestApp): AdminParts {
  const { clock, sealing, config, ledger } = app
  const db = app.database.kysely
  return {
    ...app,
    overviews: createOverviews({ db, clock, sealing }),
    standing: {
      compare: () => comparePlace(db, config),
      forget: () => forgetPlace(db),
      silence: async () => ({
        webhooks: await disableForCopy({ db, ledger }),
        accounts: await takeKeysForCopy({ db, ledger }),
      }),
    },
  }
}

/** For commands on a database that lacks nothing. */
export const upToDate: Upkeep = { bringUpToDate: async () => [], examine: async () => [] }
