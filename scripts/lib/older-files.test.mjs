import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keepOlderFiles } from './older-files.mjs'

const dayMs = 24 * 60 * 60 * 1_000

function buildFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'anteroom-built-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(path.join(folder, 'assets'))
  mkdirSync(path.join(folder, '.vite'))
  /** @param {number} atMs @param {string[]} names */
  function build(atMs, ...names) {
    for (const name of [...names, '../.vite/manifest.json']) {
      const file = path.join(folder, 'assets', name)
      writeFileSync(file, '')
      utimesSync(file, atMs / 1_000, atMs / 1_000)
    }
    keepOlderFiles(folder, { startedMs: atMs - 1_000, nowMs: atMs + 1_000 })
  }
  return { build, files: () => readdirSync(path.join(folder, 'assets')).sort() }
}

test('files of the build before stay for a week after it was replaced, however old they are', () => {
  const { build, files } = buildFolder()
  build(0, 'chat-1.js', 'chat-1.js.br', 'same.js')
  build(100 * dayMs, 'chat-2.js', 'same.js')
  expect(files()).toEqual(['chat-1.js', 'chat-1.js.br', 'chat-2.js', 'same.js'])
  build(106 * dayMs, 'chat-3.js', 'same.js')
  expect(files()).toEqual(['chat-1.js', 'chat-1.js.br', 'chat-2.js', 'chat-3.js', 'same.js'])
  build(108 * dayMs, 'chat-3.js', 'same.js')
  expect(files()).toEqual(['chat-2.js', 'chat-3.js', 'same.js'])
})

test('a file that a later build makes again is one of that build', () => {
  const { build, files } = buildFolder()
  build(0, 'chat-1.js')
  build(dayMs, 'chat-2.js')
  build(2 * dayMs, 'chat-1.js')
  build(9.5 * dayMs, 'chat-3.js')
  expect(files()).toEqual(['chat-1.js', 'chat-3.js'])
})
