/** Gives all of the screen to the page, or to a part of it, and takes it back. */
export function toggleFullScreen(
  part: Element = document.documentElement,
  isFull: boolean = document.fullscreenElement !== null,
) {
  if (!document.fullscreenEnabled) return
  const change = isFull ? document.exitFullscreen() : part.requestFullscreen()
  change.catch(() => {
    // A frame around the page may not allow it.
  })
}
