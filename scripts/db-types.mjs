// Generates the database's types from a migrated database; with --check it only says whether they are up to date.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { programOf } from './lib/dependencies.mjs'
import { withMigratedDatabase } from './lib/migrated-database.mjs'
import { Explained, main, root } from './lib/run.mjs'

const target = path.join(root, 'server/src/db/types.gen.ts')
const firstLine =
  '// Generated from a migrated database by "npm run db-types"; changes belong into server/migrations.\n'

await main(async () => {
  const generated = await generate()
  const isCurrent = readFileSync(target, 'utf8') === generated
  if (isCurrent) return 0
  if (process.argv.includes('--check')) {
    throw new Explained('server/src/db/types.gen.ts does not fit server/migrations. Run "npm run db-types".')
  }
  writeFileSync(target, generated)
  return 0
})

async function generate() {
  return withMigratedDatabase(
    async ({ config, folder }) => firstLine + readTypes(config, path.join(folder, 'types.ts')),
  )
}

/**
 * @param {import('../server/src/db/embedded-postgres.ts').EmbeddedPostgres['config']} config
 * @param {string} file
 */
function readTypes({ host, user, password, database }, file) {
  const url = `postgres://${user}:${password}@localhost/${database}?host=${encodeURIComponent(host)}`
  const options = ['--dialect', 'postgres', '--type-mapping', '{"int8":"number"}', '--url', url, '--out-file', file]
  const made = spawnSync(process.execPath, [programOf('kysely-codegen', 'dist/cli/bin.js'), ...options], {
    cwd: root,
    encoding: 'utf8',
  })
  if (made.status !== 0) throw new Error(`kysely-codegen: ${made.stderr || made.stdout}`)
  return readFileSync(file, 'utf8')
}
