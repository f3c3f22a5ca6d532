import { entryStorage, keptJson, orCookie } from '@anteroom/ui/ground/kept.ts'
import type { DeviceKind } from './problem.ts'

/** What somebody wants of their devices in one visit. */
export type Wishes = { microphone: boolean; camera: boolean; blurred: boolean }

export type KeptWishes = {
  /** `blurred` is left out until somebody has said so in this visit. */
  get(): Pick<Wishes, DeviceKind> & Partial<Wishes>
  change(part: Partial<Wishes>): void
  /** Whether nothing was known of a page that came straight into a call: all is off, and nobody has said so. */
  areForgotten: boolean
}

/**
 * The wishes of one visit: what somebody wants in one call says nothing of another one, which they may have open beside it.
 * They are kept twice, for the tab and for the browser, where another window of the same visit may have changed them: of
 * two that differ, the one that sends less holds. Where nothing is known, a page that comes straight into a call sends nothing.
 */
export function keepWishes(
  keepAs: string,
  comesStraightIn: boolean,
  storages: readonly (() => Storage)[] = [entryStorage, orCookie(() => localStorage)],
): KeptWishes {
  const places = storages.map((storage) => keptJson(`anteroom.wishes.${keepAs}`, storage))
  const known = places.flatMap((place) => (place.get() as Partial<Wishes> | null) ?? [])
  const isWanted = (kind: DeviceKind) =>
    known.every((one) => one[kind] !== false) && (known.some((one) => one[kind]) || !comesStraightIn)
  let wishes: ReturnType<KeptWishes['get']> = { microphone: isWanted('microphone'), camera: isWanted('camera') }
  if (known.some((one) => one.blurred !== undefined)) wishes.blurred = known.some(({ blurred }) => blurred)
  return {
    areForgotten: comesStraightIn && known.length === 0,
    get: () => wishes,
    change(part) {
      wishes = { ...wishes, ...part }
      for (const place of places) place.set(wishes)
    },
  }
}
