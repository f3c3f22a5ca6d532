import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { tarOf } from './tar.mjs'

const long = `anteroom-1.2.3/${'a-folder-of-some-length/'.repeat(5)}file.ts`
const entries = [
  { name: long, isProgram: false, content: Buffer.from('x'.repeat(1000)) },
  { name: 'anteroom-1.2.3/run it.sh', isProgram: true, content: Buffer.from('#!/bin/sh\n') },
  { name: 'anteroom-1.2.3/empty', isProgram: false, content: Buffer.alloc(0) },
]

test('tar reads names, rights, times and contents as they were given, in the order of the names', () => {
  const input = tarOf(entries, 1_900_000_000)
  const env = { ...process.env, TZ: 'UTC' }
  const listed = spawnSync('tar', ['-tv', '--numeric-owner'], { input, env, encoding: 'utf8' })
  expect(listed.stderr).toBe('')
  expect(listed.stdout.trim().split('\n')).toEqual([
    expect.stringMatching(`^-rw-r--r-- 0/0 +1000 2030-03-17 17:46 ${long}$`),
    expect.stringMatching(/^-rw-r--r-- 0\/0 +0 2030-03-17 17:46 anteroom-1\.2\.3\/empty$/),
    expect.stringMatching(/^-rwxr-xr-x 0\/0 +10 2030-03-17 17:46 anteroom-1\.2\.3\/run it\.sh$/),
  ])
  const read = spawnSync('tar', ['-xO', long], { input, encoding: 'utf8' })
  expect(read.stdout).toBe('x'.repeat(1000))
})

test('the order in which files were found makes no difference', () => {
  expect(tarOf([...entries].reverse(), 7).equals(tarOf(entries, 7))).toBe(true)
})

test('a name that no archive of this kind can have is refused', () => {
  const name = `anteroom/${'n'.repeat(101)}`
  expect(() => tarOf([{ name, isProgram: false, content: Buffer.alloc(0) }], 0)).toThrow('too long')
})
