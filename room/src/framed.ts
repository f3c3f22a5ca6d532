import type { Announce } from '@anteroom/ui/announcer.tsx'
import type { Clock } from '@anteroom/ui/ground/clock.ts'
import type { Store } from '@anteroom/ui/ground/store.ts'
import type { Room } from './room.ts'
import type { Screen } from './screen.ts'
import { type ParentPage, speakToParent } from './visit/parent-page.ts'
import { submitWithoutForms } from './visit/without-forms.ts'

export type Framed = Pick<ParentPage, 'heard'> & {
  /** From now on the page around may command what is on the screen. */
  obeyBy(screen: Store<Screen>, announce: Announce): void
}

type Options = { room: Room; frameOrigins: readonly string[] | null; clock: Clock; until: AbortSignal }

/** What only a room in a frame needs: another page around it, which may keep forms from it. */
export function beFramed({ room, frameOrigins, clock, until }: Options): Framed {
  submitWithoutForms(clock, until)
  const { heard, obey } = speakToParent({ room, frameOrigins, clock, until })
  return {
    heard,
    obeyBy(screen, announce) {
      obey(import('./commands/obey.ts').then(({ createObey }) => createObey({ room, screen, announce, clock, until })))
    },
  }
}
