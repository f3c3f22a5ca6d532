import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { backgroundFolder } from './folder.ts'
import type { DrawBlurred } from './library.ts'
import { pictureLoop } from './picture-loop.ts'

let loading: Promise<DrawBlurred> | null = null

/** Fetches the model (about 1 MB) the first time; a failed try is tried anew by the next call. */
function loadBlur(): Promise<DrawBlurred> {
  loading ??= load().catch((error) => {
    loading = null
    throw error
  })
  return loading
}

async function load() {
  const folder = new URL(`${import.meta.env.BASE_URL}${backgroundFolder}/`, location.href).href
  const library: typeof import('./library.ts') = await import(/* @vite-ignore */ `${folder}library.js`)
  return library.createBlur(folder)
}

/**
 * The camera's picture with all but the people in it blurred. The track is there once its first picture is, and ends
 * with `until` or with the camera.
 */
export async function blurBackground(
  camera: MediaStreamTrack,
  clock: Clock,
  until: AbortSignal,
): Promise<MediaStreamTrack> {
  const draw = await loadBlur()
  until.throwIfAborted()
  const canvas = document.createElement('canvas')
  return pictureLoop(camera, canvas, clock, until, async (picture, width, height) => {
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
    await draw(picture, canvas)
  })
}
