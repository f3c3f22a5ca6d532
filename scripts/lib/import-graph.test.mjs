import { expect, test } from 'vitest'
import { importsOf, readImportGraph } from './import-graph.mjs'
import { root } from './run.mjs'

/** @param {string} text */
const read = (text) => importsOf('file.tsx', text).map(({ to, isOfTypes }) => (isOfTypes ? `types of ${to}` : to))

test('everything that a file asks for is found, whether now or later', () => {
  expect(read("import { a } from './a.ts'\nimport './b.css'")).toEqual(['./a.ts', './b.css'])
  expect(read("export { a } from './a.ts'\nexport * from './b.ts'")).toEqual(['./a.ts', './b.ts'])
  expect(read("const load = () => import('./a.ts')\nconst view = <b>{load}</b>")).toEqual(['./a.ts'])
  expect(read("const found = import.meta.glob<{ a: A }>('./*/a.ts')")).toEqual(['./*/a.ts'])
})

test('what is only types is known by its way of writing', () => {
  expect(read("import type { A } from './a.ts'\nimport { type B } from './b.ts'")).toEqual([
    'types of ./a.ts',
    'types of ./b.ts',
  ])
  expect(read("import type {} from './a.ts'\nexport type { B } from './b.ts'")).toEqual([
    'types of ./a.ts',
    'types of ./b.ts',
  ])
  expect(read("type A = import('./a.ts').A")).toEqual(['types of ./a.ts'])
  expect(read("import { type A, b } from './a.ts'")).toEqual(['./a.ts'])
})

test('an import is named with its line', () => {
  expect(importsOf('file.ts', "\n\nimport { a } from './a.ts'")).toEqual([{ to: './a.ts', isOfTypes: false, line: 3 }])
})

test('what cannot be read is an error, not a file without imports', () => {
  expect(() => importsOf('file.ts', 'import {')).toThrow('file.ts cannot be read')
})

test('imports lead to our files, also across workspaces, and to packages by their names', () => {
  const graph = readImportGraph(root)
  const imports = new Set([...graph.values()].flat().map(({ to }) => to))
  expect(imports).toContain('contract/src/api/sessions.ts')
  expect(imports).toContain('client/src/index.ts')
  expect(imports).toContain('@playwright/test')
  expect(imports).toContain('node:fs')
  const sources = [...imports].filter((to) => /^(?:contract|server|room)\/.*\.tsx?$/.test(to))
  expect(sources.filter((to) => !graph.has(to))).toEqual([])
  expect(graph.get('room/src/plugins.ts')).toContainEqual({
    to: 'room/src/plugins/chat/plugin.tsx',
    isOfTypes: false,
    line: 5,
  })
})
