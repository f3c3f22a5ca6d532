import { isDark, mixed, readableOn, standingOutFrom } from '@anteroom/contract/colours'
import type { SessionSettings } from '@anteroom/contract/feature-flags'
import type { Look } from '@anteroom/contract/realtime'
import { createRecent } from '../../ground/recent.ts'
import { ownButton } from '../look/style.ts'

type Theme = Omit<Look, 'icon'>
type Colours = Pick<SessionSettings, 'backgroundColor' | 'buttonPrimary' | 'buttonSecondary'>

/** A practice has the same colours in all its sessions, and their shades take milliseconds to find. */
const known = createRecent<Theme>(500)

/** What an integrator has chosen, as the first byte carries it. */
export const lookOf = (settings: SessionSettings): Look => ({ ...themeOf(settings), icon: settings.faviconUrl })

/** The integrator's colours. Text stays legible on each. */
export function themeOf(colours: Colours): Theme {
  const key = JSON.stringify([colours.backgroundColor, colours.buttonPrimary, colours.buttonSecondary])
  const theme = known.get(key) ?? found(colours)
  known.keep(key, theme)
  return theme
}

function found({ backgroundColor, buttonPrimary, buttonSecondary }: Colours): Theme {
  const properties: Record<string, string> = {}
  if (backgroundColor) {
    properties['--brand-background'] = backgroundColor
    const text = readableOn(backgroundColor)
    properties['--brand-on-background'] = text
    properties['--brand-line'] = standingOutFrom([backgroundColor], mixed(text, 0.6, backgroundColor))
  }
  if (buttonPrimary || buttonSecondary) {
    // Some set only what is inside of them.
    const fill = buttonPrimary ?? ownButton
    properties['--brand-button'] = fill
    properties['--brand-on-button'] = readableOn(fill, buttonSecondary)
    for (const [theme, grounds] of Object.entries(groundsOf(backgroundColor))) {
      properties[`--brand-edge-${theme}`] = standingOutFrom(grounds, fill)
      // In the call it stands on a tint of itself, too.
      properties[`--brand-act-${theme}`] = standingOutFrom(grounds, fill, theme === 'stage' ? 7 : 4.5)
    }
  }
  return { properties, ground: backgroundColor ? (isDark(backgroundColor) ? 'dark' : 'light') : null }
}

type Grounds = readonly [string, string, string]

/** What buttons stand on, as theme.css has it: page, cards and notes, in the light form, in the dark one and in the call. */
export function groundsOf(background: string | null): Record<'light' | 'dark' | 'stage', Grounds> {
  const dark = background && isDark(background) ? mixed(background, 0.7, 'black') : '#1b2321'
  return {
    light: [background ?? '#f6f3ee', '#ffffff', '#fff5dd'],
    dark: [background ?? '#111615', dark, '#33290f'],
    stage: ['#0b1110', '#18211f', '#33290f'],
  }
}
