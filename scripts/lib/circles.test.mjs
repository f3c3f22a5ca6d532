import { expect, test } from 'vitest'
import { circlesIn } from './circles.mjs'

/** @param {Record<string, string[]>} arrows */
const graphOf = (arrows) => new Map(Object.entries(arrows).map(([file, all]) => [file, all.map((to) => ({ to }))]))

test('files that lead nowhere back are no circle', () => {
  expect(circlesIn(graphOf({ a: ['b', 'c'], b: ['c', 'react'], c: [] }))).toEqual([])
})

test('a circle is told by its files, by the shortest way round', () => {
  const graph = graphOf({ a: ['b'], b: ['c'], c: ['d', 'b'], d: ['a'], e: ['a'] })
  expect(circlesIn(graph)).toEqual([['b', 'c', 'b']])
})

test('circles that do not touch are told one by one, and a file that imports itself is one', () => {
  const graph = graphOf({ a: ['b'], b: ['a'], c: ['c'] })
  expect(
    circlesIn(graph)
      .map((circle) => circle.join(' '))
      .sort(),
  ).toEqual(['a b a', 'c c'])
})
