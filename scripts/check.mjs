import { check } from './lib/checks.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { main } from './lib/run.mjs'

await main(async () => {
  await ensureDependencies()
  const failed = (await check()).filter((result) => result.failed > 0)
  if (failed.length === 0) return 0
  console.error(`\nNot right yet: ${failed.map(({ name }) => name).join(' · ')}`)
  return 1
})
