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
  setTimeout(() => console.log('alive after ' + unexpected.count()), 50)
`

test('what nobody has caught is logged with its code and counted, and the process goes on', async () => {
  const cwd = new URL('..', import.meta.url)
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd })
  const lines = stdout.trim().split('\n')
  expect(lines.pop()).toBe('alive after 2')
  const logged = lines.map((line) => JSON.parse(line) as { code: string; err: { message: string; stack: string } })
  expect(logged.map(({ code, err }) => [code, err.message]).sort()).toEqual([
    ['uncaught-exception', 'thrown by a listener'],
    ['unhandled-rejection', 'rejected and not waited for'],
  ])
})
