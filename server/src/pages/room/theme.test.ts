import { readFileSync } from 'node:fs'
import path from 'node:path'
import { standingOutFrom } from '@anteroom/contract/colours'
import { describe, expect, test } from 'vitest'
import { themeOf } from './theme.ts'

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
  standingOutFrom(ground, colour, minimum) === colour

describe.each(hostile)('buttons of %s', (fill) => {
  const { properties } = themeOf({ backgroundColor: null, buttonPrimary: fill, buttonSecondary: null })

  test.each([
    ['light', '#ffffff'],
    ['dark', '#1b2321'],
    ['stage', '#18211f'],
  ])('have edges that are seen, and what is selected can be read: %s', (theme, card) => {
    // The cards are those of the style sheet.
    expect(css).toContain(`--surface: ${card}`)
    expect(standsOut(card, properties[`--brand-edge-${theme}`] ?? '', 3)).toBe(true)
    expect(standsOut(card, properties[`--brand-act-${theme}`] ?? '', 4.5)).toBe(true)
  })

  test('are legible', () => {
    expect(standsOut(fill, properties['--brand-on-button'] ?? '', 4.5)).toBe(true)
  })
})
