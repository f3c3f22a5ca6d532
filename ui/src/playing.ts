import { onReturn } from './ground/on-return.ts'
import { createStore, type Store } from './ground/store.ts'

/** What the browser plays only after a tap or a key: sound on many pages, and on phones that save power even silent pictures. */
const blocked = new Set<HTMLMediaElement>()
const isBlocked = createStore(false)
export const waitsForTap: Store<boolean> = isBlocked

/** A system that has just stopped something does so again when it is started at once. */
const againMs = 500

function note(element: HTMLMediaElement, isIn: boolean) {
  if (isIn) blocked.add(element)
  else blocked.delete(element)
  isBlocked.set(blocked.size > 0)
}

function play(element: HTMLMediaElement) {
  element.play().then(
    () => note(element, false),
    // Other reasons pass by themselves, such as another picture that took its place.
    (error: unknown) => error instanceof DOMException && error.name === 'NotAllowedError' && note(element, true),
  )
}

/** To be called by what a person does. */
export function playAll(): void {
  for (const element of blocked) play(element)
}

/**
 * Plays, and plays again whenever something may have stopped it: phones stop sound and pictures in the background and for a
 * phone call, and do not always start them again. Where the browser wants a tap, any tap will do.
 */
export function keepPlaying(element: HTMLMediaElement, until: AbortSignal): void {
  const again = () => {
    if (!until.aborted) play(element)
  }
  again()
  onReturn(again, until)
  element.addEventListener(
    'pause',
    () => {
      // In a window of its own it has a button to stop it.
      if (element !== document.pictureInPictureElement) setTimeout(again, againMs)
    },
    { signal: until },
  )
  for (const event of ['pointerup', 'keydown']) {
    addEventListener(event, () => blocked.has(element) && again(), { signal: until })
  }
  until.addEventListener('abort', () => note(element, false))
}
