import { readFile } from 'node:fs/promises'
import { problems } from '@anteroom/contract/problems'
import { expect, test } from 'vitest'

test('the list of problems has every problem with its status, and none that does not exist', async () => {
  const text = await readFile(new URL('problems.md', import.meta.url), 'utf8')
  const rows = [...text.matchAll(/^\| `([a-z-]+)` \| (\d+) \|/gm)].map(([, code, status]) => [code, Number(status)])
  expect(rows.sort()).toEqual(
    Object.entries(problems)
      .map(([code, { status }]) => [code, status])
      .sort(),
  )
})
