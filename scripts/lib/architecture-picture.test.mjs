import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { drawArchitecture } from './architecture-picture.mjs'
import { root } from './run.mjs'

/** @type {import('./boundaries.mjs').Boundaries} */
const boundaries = JSON.parse(readFileSync(path.join(root, 'boundaries.json'), 'utf8'))
const drawn = drawArchitecture(boundaries)

test('every layer that says what it is has a box, and no text leaves the picture', () => {
  const layers = Object.entries(boundaries.layers).filter(([, { is }]) => is)
  const titles = [...drawn.matchAll(/class="title"[^>]*>([^<]+)</g)].map(([, title]) => title)
  expect(titles.sort()).toEqual(layers.map(([name]) => name.replace(/^.*: /, '')).sort())
  for (const [, x = '', text = ''] of drawn.matchAll(/<text class="(?:is|folders)" x="(\d+)"[^>]*>([^<]+)</g))
    expect(Number(x) + text.length * 6).toBeLessThan(1000)
})

test('boxes lie beside and below each other, never over each other', () => {
  const boxes = [...drawn.matchAll(/class="box" x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/g)].map((found) => {
    const [x = 0, y = 0, width = 0, height = 0] = found.slice(1).map(Number)
    return { x, y, right: x + width, end: y + height }
  })
  const over = boxes.flatMap((a, index) =>
    boxes.slice(index + 1).filter((b) => a.x < b.right && b.x < a.right && a.y < b.end && b.y < a.end),
  )
  expect(over).toEqual([])
})

test('an arrow that follows from others is left out', () => {
  const layer = (/** @type {string} */ folder, /** @type {string[]} */ imports) => ({
    is: 'A layer.',
    imports,
    folders: { [folder]: [] },
  })
  const three = {
    low: layer('x/src/a', []),
    middle: layer('x/src/b', ['low']),
    high: layer('x/src/c', ['low', 'middle']),
  }
  const layers = Object.fromEntries(
    Object.entries(three).map(([name, one]) => [
      `x: ${name}`,
      { ...one, imports: one.imports.map((to) => `x: ${to}`) },
    ]),
  )
  expect(drawArchitecture({ ...boundaries, layers }).match(/<polyline/g)).toHaveLength(2)
})

test('layers stand in the table from below to above', () => {
  const names = Object.keys(boundaries.layers)
  const upwards = Object.entries(boundaries.layers).flatMap(([name, { imports }], index) =>
    imports.filter((entry) => names.indexOf(entry) > index).map((entry) => `${name} imports ${entry}`),
  )
  expect(upwards).toEqual([])
})
