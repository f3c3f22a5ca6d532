import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { logLines } from '../server/src/ground/log-lines.ts'

const sources = path.join(import.meta.dirname, '../server/src')

test('the page on logs has every line with its code, level and sentence, and none that does not exist', async () => {
  const text = await readFile(path.join(import.meta.dirname, 'logs.md'), 'utf8')
  const rows = [...text.matchAll(/^\| `([a-z-]+)` \| (\w+) \| (.+?) \| (.+) \|$/gm)]
  const listed = rows.map(([, code = '', level, says]) => [code, { level, says }] as const)
  expect(listed).toHaveLength(Object.keys(logLines).length)
  expect(Object.fromEntries(listed)).toEqual(logLines)
})

test('every code is written somewhere, and no line without one', async () => {
  const files = (await readdir(sources, { recursive: true })).filter((file) => /(?<!\.test)\.ts$/.test(file))
  const others = files.filter((file) => !file.endsWith('ground/log-lines.ts') && !file.endsWith('ground/log.ts'))
  const texts = await Promise.all(others.map((file) => readFile(path.join(sources, file), 'utf8')))
  const all = texts.join('\n')
  expect(Object.keys(logLines).filter((code) => !all.includes(`'${code}'`))).toEqual([])
  expect(all.match(/\blog\??\.(?:trace|debug|info|warn|error|fatal)\(.*/g)).toBeNull()
})
