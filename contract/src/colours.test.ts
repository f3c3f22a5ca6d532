import { wcagContrast } from 'culori'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDark, mixed, parseColour, readableOn, standingOutFrom } from './colours.ts'

describe('any CSS colour', () => {
  test.each([
    ['red', 'rgb(255, 0, 0)'],
    ['RebeccaPurple', 'rgb(102, 51, 153)'],
    ['#abc', 'rgb(170, 187, 204)'],
    ['#AABBCC', 'rgb(170, 187, 204)'],
    ['#aabbcc80', 'rgba(170, 187, 204, 0.5)'],
    ['#abc8', 'rgba(170, 187, 204, 0.53)'],
    ['rgb(10, 125, 108)', 'rgb(10, 125, 108)'],
    ['rgb(10 125 108 / 50%)', 'rgba(10, 125, 108, 0.5)'],
    ['rgba(10, 125, 108, 0.5)', 'rgba(10, 125, 108, 0.5)'],
    ['RGB(10, 125, 108)', 'rgb(10, 125, 108)'],
    ['hsl(120, 100%, 50%)', 'rgb(0, 255, 0)'],
    ['hsl(120deg 100% 50%)', 'rgb(0, 255, 0)'],
    ['hwb(240 0% 0%)', 'rgb(0, 0, 255)'],
    ['transparent', 'rgba(0, 0, 0, 0)'],
    [' red ', 'rgb(255, 0, 0)'],
  ])('%s is %s', (text, expected) => {
    expect(parseColour(text)).toBe(expected)
  })

  test.each([
    'lab(50% 40 59)',
    'lch(52% 72 50)',
    'oklab(59% 0.1 0.1)',
    'oklch(60% 0.15 50)',
    'color(display-p3 1 0.5 0)',
    'color(srgb 1 0 0)',
  ])('%s is one', (text) => {
    expect(parseColour(text)).not.toBeNull()
  })

  test.each([
    '',
    'blurple',
    '#ggg',
    '#12345',
    'rgb(1,2)',
    'currentcolor',
    'Canvas',
    'var(--x)',
    'red;',
    'red}',
    'url(x)',
    'inherit',
    'none',
    'red red',
    '</style>',
  ])('%j is none', (text) => {
    expect(parseColour(text)).toBeNull()
  })

  test('what is printed can stand in a style sheet, whatever was written', () => {
    const nearly = fc
      .tuple(
        fc.constantFrom('rgb', 'hsl', 'lab', 'oklch', 'color', '#', ''),
        fc.string({ unit: 'binary', maxLength: 20 }),
      )
      .map(([name, rest]) => (name === '#' || name === '' ? `${name}${rest}` : `${name}(${rest})`))
    const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom('none', '1e400', '-0', '1e-9', '50%'))
    const numeric = fc
      .tuple(
        fc.constantFrom('rgb', 'hsl', 'hwb', 'lab', 'lch', 'oklab', 'oklch', 'color(display-p3'),
        number,
        number,
        number,
      )
      .map(([name, a, b, c]) => (name.includes('(') ? `${name} ${a} ${b} ${c})` : `${name}(${a} ${b} ${c})`))
    fc.assert(
      fc.property(fc.oneof(nearly, numeric), (text) => {
        const printed = parseColour(text)
        if (printed === null) return
        expect(printed).toMatch(/^[a-z]+[a-z0-9-]*\([a-z0-9.,%/ +-]*\)$/)
        expect(printed).not.toMatch(/nan|infinity/i)
        // It is a colour itself, and stays the same.
        expect(parseColour(printed)).not.toBeNull()
        expect(['black', 'white']).toContain(readableOn(printed))
      }),
      { numRuns: 3000 },
    )
  })
})

describe('text on a colour', () => {
  const colour = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)).map(([r, g, b]) => `rgb(${r}, ${g}, ${b})`)

  test('is always readable', () => {
    fc.assert(
      fc.property(colour, fc.option(colour), (fill, wanted) => {
        expect(wcagContrast(fill, readableOn(fill, wanted))).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })

  test('is what was wanted where that can be read', () => {
    fc.assert(
      fc.property(colour, colour, fc.constantFrom(3, 4.5), (fill, wanted, minimum) => {
        const passes = wcagContrast(fill, wanted) >= minimum
        if (passes) expect(readableOn(fill, wanted, minimum)).toBe(wanted)
        else expect(['black', 'white']).toContain(readableOn(fill, wanted, minimum))
      }),
    )
  })

  test('stands out as much as is wanted, and is what was wanted where that does', () => {
    fc.assert(
      fc.property(colour, colour, fc.constantFrom(3, 4.5), (ground, wanted, minimum) => {
        const shade = standingOutFrom([ground], wanted, minimum)
        expect(wcagContrast(ground, shade)).toBeGreaterThanOrEqual(minimum)
        if (wcagContrast(ground, wanted) >= minimum) expect(shade).toBe(wanted)
      }),
    )
  })

  test('is mixed as a style sheet mixes it', () => {
    expect(mixed('rgb(100, 0, 200)', 0.7, 'black')).toBe('rgb(70, 0, 140)')
    expect(mixed('rgba(0, 0, 0, 0)', 0.5, 'black')).toBe('rgb(128, 128, 128)')
  })

  test.each([
    ['white', undefined, 'black'],
    ['black', undefined, 'white'],
    ['rgb(10, 125, 108)', 'white', 'white'],
    ['rgb(250, 250, 210)', 'white', 'black'],
    ['rgba(0, 0, 0, 0)', undefined, 'black'],
    ['rgba(0, 0, 0, 0.05)', 'white', 'black'],
  ])('on %s, with %s wanted, is %s', (fill, wanted, expected) => {
    expect(readableOn(fill, wanted)).toBe(expected)
  })

  test('that is half see-through is judged as it looks', () => {
    expect(readableOn('rgb(0, 0, 0)', 'rgba(255, 255, 255, 0.1)')).toBe('white')
  })
})

test('dark pages are told from light ones', () => {
  expect(['black', 'rgb(20, 30, 40)', 'navy'].map(isDark)).toEqual([true, true, true])
  expect(['white', 'rgb(240, 240, 230)', 'yellow', 'rgba(0, 0, 0, 0)'].map(isDark)).toEqual([
    false,
    false,
    false,
    false,
  ])
})
