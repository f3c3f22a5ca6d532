import { expect, test } from 'vitest'
import { fetched } from './fetched.ts'

test('what is fetched is asked for once, and again only after a failure', async () => {
  const answers = [Promise.reject(new Error('no network')), Promise.resolve({ size: 1 })]
  let asked = 0
  const code = fetched(() => answers[asked++] ?? Promise.reject(new Error('asked too often')))
  const heard: unknown[] = []
  code.subscribe(() => heard.push(code.get()))
  expect(code.get()).toBeNull()
  code.fetch()
  code.fetch()
  await expect.poll(code.get).toBe('failed')
  code.fetch()
  await expect.poll(code.get).toEqual({ size: 1 })
  code.fetch()
  expect(asked).toBe(2)
  expect(heard).toEqual(['failed', { size: 1 }])
})
