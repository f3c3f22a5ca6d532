import { isDark, readableOn } from '@anteroom/contract/colours'
import type { SessionSettings } from '@anteroom/contract/feature-flags'
import { ownButton } from '../look/style.ts'

export type Theme = {
  /** Custom properties of the page's root. */
  properties: Record<string, string>
  /** Set when the integrator chose a background: whether the rest has to suit a dark or a light one. */
  ground: 'light' | 'dark' | null
}

/** The integrator's colours, as the first byte carries them. Text stays legible on each. */
export function themeOf(
  settings: Pick<SessionSettings, 'backgroundColor' | 'buttonPrimary' | 'buttonSecondary'>,
): Theme {
  const { backgroundColor, buttonPrimary, buttonSecondary } = settings
  const properties: Record<string, string> = {}
  if (backgroundColor) {
    properties['--brand-background'] = backgroundColor
    properties['--brand-on-background'] = readableOn(backgroundColor)
  }
  if (buttonPrimary || buttonSecondary) {
    // Some set only what is inside of them.
    const fill = buttonPrimary ?? ownButton
    properties['--brand-button'] = fill
    // The integrator's own pair is kept from 3:1 on (WCAG 2.2, 1.4.11 and large text in 1.4.3).
    properties['--brand-on-button'] = readableOn(fill, buttonSecondary, 3)
  }
  return { properties, ground: backgroundColor ? (isDark(backgroundColor) ? 'dark' : 'light') : null }
}
