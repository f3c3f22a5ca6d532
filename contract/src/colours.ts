import {
  blend,
  type Color,
  formatCss,
  formatRgb,
  inGamut,
  parse,
  type Rgb,
  wcagContrast,
  wcagLuminance,
} from 'culori/fn'
// The colour spaces that CSS names; without them the functions know none.
import 'culori/css'
import { maxLengths } from './max-lengths.ts'

const inSrgb = inGamut('rgb')

/**
 * Any CSS colour (CSS Color 4: named, hex, rgb, hsl, hwb, lab, lch, oklab, oklch, color) in a notation that is
 * safe to print into a style sheet, or null when the text is no colour. Keywords that depend on where they stand
 * (`currentcolor`, system colours, `var(…)`) are no colours here: contrast cannot be known for them.
 */
export function parseColour(text: string): string | null {
  // The library takes a time that grows with the square of a number's digits.
  if (text.length > maxLengths.colour) return null
  const colour = parse(text.trim().toLowerCase())
  if (!colour || Object.values(colour).some(isBoundless)) return null
  return inSrgb(colour) ? formatRgb(colour) : formatCss(colour)
}

/** Numbers that no screen shows anything for. */
function isBoundless(part: unknown): boolean {
  return typeof part === 'number' && !(Math.abs(part) <= 10_000)
}

/**
 * What to write with on `fill` (both as `parseColour` prints them): `wanted` when its contrast reaches
 * `minimum` (WCAG 2.2, 1.4.3: 4.5 for text, 3 for large text and parts of controls), else black or white,
 * whichever is easier to read. See-through colours are judged as they look on a white page.
 */
export function readableOn(fill: string, wanted?: string | null, minimum = 4.5): string {
  const ground = seen(fill, 'white')
  if (wanted && wcagContrast(ground, seen(wanted, ground)) >= minimum) return wanted
  return wcagContrast(ground, 'black') >= wcagContrast(ground, 'white') ? 'black' : 'white'
}

/**
 * The colour itself when it stands out from each of `grounds` by `minimum` (WCAG 2.2, 1.4.11: 3 for what shows where a
 * control is), else the nearest of its shades, darker or lighter, that does. Where none does for all, it does for the first.
 */
export function standingOutFrom(grounds: readonly [string, ...string[]], colour: string, minimum = 3): string {
  const [first] = grounds
  const own = formatRgb(seen(colour, seen(first, 'white')))
  const does = (shade: string, from: readonly string[]) =>
    from.every((ground) => wcagContrast(seen(ground, 'white'), shade) >= minimum)
  if (does(own, grounds)) return colour
  const end = readableOn(first)
  const ends = [end, end === 'black' ? 'white' : 'black']
  const shades = ends.flatMap((end) => Array.from({ length: steps }, (_, step) => mixed(end, (step + 1) / steps, own)))
  return shades.find((shade) => does(shade, grounds)) ?? shades.find((shade) => does(shade, [first])) ?? end
}

const steps = 40

/** `share` (0 to 1) of one colour, and the rest of another, as `color-mix(in srgb)` has it. */
export function mixed(colour: string, share: number, other: string): string {
  return formatRgb(seen(formatCss({ ...seen(colour, 'white'), alpha: share }), other))
}

/** Whether a page of this colour is a dark one, on which shadows and borders have to be drawn lighter. */
export function isDark(fill: string): boolean {
  return wcagLuminance(seen(fill, 'white')) < 0.18
}

/** A colour as it looks on what is behind it, on a screen that shows no more than sRGB. */
function seen(colour: string, behind: string | Color): Rgb {
  const { r, g, b } = blend([behind, colour])
  return { mode: 'rgb', r: shown(r), g: shown(g), b: shown(b) }
}

function shown(part: number | undefined): number {
  return Math.min(1, Math.max(0, part || 0))
}
