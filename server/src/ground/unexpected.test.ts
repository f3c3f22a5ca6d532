import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const script = `
  import { createLog } from ${JSON.stringify(new URL('log.ts', import.meta.url))}
  import { createUnexpected, surviveUnexpected } from ${JSON.stringify(new URL('unexpected.ts', import.meta.url))}
  const unexpected = createUnexpected(createLog('error'))
  surviveUnexpected(unexpected)
  setTimeout(() => { throw new Error('thrown by a listener') })
  Promise.reject(new Error('rejected and not waited for'))
  const look = setInterval(() => {
    if (unexpected.count() < 2) return
    clearInterval(look)
    console.log('alive after 2')
  }, 5)
`

test('what nobody has caught is logged with its code and counted, and the process goes on', async () => {
  const cwd = new URL('..', import.meta.url)
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd })
  const lines = stdout.trim().split('\n')
  // Which of the two comes out first is not said: the log writes on its own.
  expect(lines).toContain('alive after 2')
  const logged = lines
    .filter((line) => line !== 'alive after 2')
    .map((line) => JSON.parse(line) as { code: string; err: { message: string; stack: string } })
  expect(logged.map(({ code, err }) => [code, err.message]).sort()).toEqual([
    ['uncaught-exception', 'thrown by a listener'],
    ['unhandled-rejection', 'rejected and not waited for'],
  ])
})
