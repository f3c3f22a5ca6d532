import { expect, test } from 'vitest'

const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../words/**', '!../**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

test('nothing keeps words from when its file was read: they would stay when the language changes', () => {
  expect(Object.keys(sources).length).toBeGreaterThan(50)
  // What stands at the margin runs once; a function there may go on in the same line.
  const early = /^(?:export )?const [^=\n]*=(?![^\n]*=>)[^\n]*\bwords\b/m
  const found = Object.entries(sources).filter(([, text]) => early.test(text))
  expect(found.map(([file]) => file)).toEqual([])
})
