export function toggleFullScreen() {
  if (!document.fullscreenEnabled) return
  const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
  change.catch(() => {
    // A frame around the page may not allow it.
  })
}
