/** The track of a picture that moves, for tests in a browser. */
export function createPicture(): { track: MediaStreamTrack; stop(): void } {
  const canvas = document.createElement('canvas')
  canvas.width = 160
  canvas.height = 90
  const drawing = canvas.getContext('2d')
  let hue = 0
  const timer = setInterval(() => {
    hue = (hue + 23) % 360
    if (!drawing) return
    drawing.fillStyle = `hsl(${hue} 80% 50%)`
    drawing.fillRect(0, 0, canvas.width, canvas.height)
  }, 25)
  const [track] = canvas.captureStream(30).getVideoTracks()
  if (!track) throw new Error('The canvas gives no picture')
  return {
    track,
    stop() {
      clearInterval(timer)
      track.stop()
    },
  }
}
