import { isolated } from '@anteroom/contract/names'
import type { Look } from '@anteroom/contract/realtime'

/** In place of what the page came with, or of what it was changed to since. */
export function changeLook(before: Look | undefined, { properties, ground, icon }: Look): void {
  const { style, dataset } = document.documentElement
  // As if they had never been set, also where the page came with them.
  for (const name of Object.keys(before?.properties ?? {})) style.setProperty(name, 'initial')
  for (const [name, value] of Object.entries(properties)) style.setProperty(name, value)
  if (ground) dataset.ground = ground
  else delete dataset.ground
  document.querySelector('meta[name=color-scheme]')?.setAttribute('content', ground ?? 'light dark')
  if (icon !== (before?.icon ?? null)) {
    document.querySelector('link[rel=icon]')?.setAttribute('href', icon ?? 'data:,')
  }
}

/** Counts and marks may stand before it. */
export function changeTitle(before: string | null, now: string | null): void {
  if (before && now) document.title = document.title.replace(isolated(before), () => isolated(now))
}
