// Generates the client's types from the description that the server gives; with --check it only says whether they fit.
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { languageTags } from '../contract/src/languages.ts'
import { createApp } from '../server/src/app.ts'
import { loadConfig } from '../server/src/config.ts'
import { systemClock } from '../server/src/ground/clock.ts'
import { createIds } from '../server/src/ground/ids.ts'
import { createLog } from '../server/src/ground/log.ts'
import { scriptOf } from '../server/src/pages/embed/scripts.ts'
import { openSealing } from '../server/src/sealing/sealing.ts'
import { withMigratedDatabase } from './lib/migrated-database.mjs'
import { Explained, main, root } from './lib/run.mjs'

const target = path.join(root, 'client/src/api.gen.ts')
const firstLine = '// Generated from /v1/openapi.json by "npm run api-client"; changes belong into contract/src/api.\n'

await main(async () => {
  const generated = firstLine + (await typesOf(await readDescription()))
  if (isCurrent(generated)) return 0
  if (process.argv.includes('--check')) {
    throw new Explained('client/src/api.gen.ts does not fit contract/src/api. Run "npm run api-client".')
  }
  writeFileSync(target, generated)
  return 0
})

/** @param {string} generated */
function isCurrent(generated) {
  try {
    return readFileSync(target, 'utf8') === generated
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return false
    throw error
  }
}

/** What `/v1/openapi.json` answers. */
async function readDescription() {
  const config = loadConfig(
    { NODE_ENV: 'test', LOG_LEVEL: 'silent', MASTER_KEY: randomBytes(32).toString('base64') },
    {},
  )
  const assets = {
    early: '',
    main: '',
    start: '',
    styles: [],
    kept: new Map(),
    words: /** @type {import('../server/src/pages/room/assets.ts').RoomAssets['words']} */ (
      Object.fromEntries(languageTags.map((tag) => [tag, '']))
    ),
  }
  const embedScripts = { embed: scriptOf('embed', ''), check: scriptOf('check', '') }
  return withMigratedDatabase(async ({ database }) => {
    const log = createLog(config.logLevel)
    const app = await createApp({
      config,
      database,
      sealing: await openSealing({ db: database.kysely, config }),
      clock: systemClock,
      ids: createIds(systemClock),
      log,
      assets,
      embedScripts,
    })
    try {
      const { body } = await app.http.inject('/v1/openapi.json')
      return body
    } finally {
      await app.http.close()
    }
  })
}

/** @param {string} description */
async function typesOf(description) {
  // The generator works with an older compiler than ours, and both stand in the client's folder.
  const { default: generate, astToString } = createRequire(path.join(root, 'client/package.json'))('openapi-typescript')
  return astToString(await generate(description, { alphabetize: true }))
}
