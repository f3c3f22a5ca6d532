// The room is built again and the server started again whenever their sources change.
import { ensureDependencies, findNode, programOf } from './lib/dependencies.mjs'
import { ensureRoom } from './lib/room.mjs'
import { main, root, run, runUntilStopped } from './lib/run.mjs'

const watched = ['server/src', 'server/migrations', 'contract/src', 'room/dist/.vite']

await main(async () => {
  await ensureDependencies()
  await ensureRoom()
  const node = findNode()
  const ending = new AbortController()
  const args = [programOf('vite', 'bin/vite.js'), 'build', '--watch', '--logLevel', 'warn']
  const builder = run(node, args, { cwd: `${root}/room`, signal: ending.signal }).catch(() => 0)
  const paths = watched.map((folder) => `--watch-path=${folder}`)
  const code = await runUntilStopped(node, [...paths, '--watch-preserve-output', 'server/src/main.ts'])
  ending.abort()
  await builder
  return code
})
