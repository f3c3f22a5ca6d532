import { expect, test } from 'vitest'
import { keys, shortcutOf } from './shortcuts.ts'

const press = (key: string, more = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  defaultPrevented: false,
  ...more,
})

test('a letter stands for a button, in either case', () => {
  expect(shortcutOf(press('m'), false)).toBe('microphone')
  expect(shortcutOf(press('M'), false)).toBe('microphone')
  expect(shortcutOf(press('?'), false)).toBe('list')
  expect(shortcutOf(press('c'), false)).toBe('chat')
  expect(shortcutOf(press('x'), false)).toBeNull()
  expect(shortcutOf(press('ة', { code: 'KeyM' }), false)).toBe('microphone')
  expect(shortcutOf(press('Enter', { code: 'Enter' }), false)).toBeNull()
})

test('letters are letters while somebody writes, and chords belong to the browser', () => {
  expect(shortcutOf(press('m'), true)).toBeNull()
  for (const key of ['ctrlKey', 'metaKey', 'altKey']) expect(shortcutOf(press('p', { [key]: true }), false)).toBeNull()
})

test('a key that is held down counts once, and one that somebody has taken not at all', () => {
  expect(shortcutOf(press('m', { repeat: true }), false)).toBeNull()
  expect(shortcutOf(press('m', { defaultPrevented: true }), false)).toBeNull()
})

test('no two have the same key', () => {
  expect(new Set(keys.map(([, key]) => key)).size).toBe(keys.length)
})
