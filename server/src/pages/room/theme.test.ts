import { readFileSync } from 'node:fs'
import path from 'node:path'
import { standingOutFrom } from '@anteroom/contract/colours'
import { describe, expect, test } from 'vitest'
import { groundsOf, themeOf } from './theme.ts'

const css = readFileSync(path.join(import.meta.dirname, '../../../../ui/src/theme.css'), 'utf8')

/** Colours that integrators have, and that are hard on a page. */
const hostile = [
  'rgb(255, 255, 255)',
  'rgb(0, 0, 0)',
  'rgb(127, 127, 127)',
  'rgb(255, 255, 0)',
  'rgb(0, 255, 0)',
  'rgb(255, 105, 180)',
  'rgb(198, 47, 39)',
  'rgb(10, 10, 60)',
  'rgb(27, 35, 33)',
  'rgb(242, 184, 75)',
]

/** A colour that stands out by so much is left as it is. */
const standsOut = (ground: string, colour: string, minimum: number) =>
  standingOutFrom([ground], colour, minimum) === colour

test('the grounds are those of the style sheet', () => {
  for (const colour of Object.values(groundsOf(null)).flat()) expect(css).toContain(colour)
})

describe.each([null, ...hostile])('on a background of %s', (background) => {
  test.each(hostile)('buttons of %s have edges that are seen, and what is selected can be read', (fill) => {
    const { properties } = themeOf({ backgroundColor: background, buttonPrimary: fill, buttonSecondary: null })
    for (const [theme, [ground]] of Object.entries(groundsOf(background))) {
      expect(standsOut(ground, properties[`--brand-edge-${theme}`] ?? '', 3)).toBe(true)
      expect(standsOut(ground, properties[`--brand-act-${theme}`] ?? '', 4.5)).toBe(true)
    }
    expect(standsOut(fill, properties['--brand-on-button'] ?? '', 4.5)).toBe(true)
  })

  test('the edges of other buttons are seen', () => {
    const { properties } = themeOf({ backgroundColor: background, buttonPrimary: null, buttonSecondary: null })
    if (background) expect(standsOut(background, properties['--brand-line'] ?? '', 3)).toBe(true)
  })
})
