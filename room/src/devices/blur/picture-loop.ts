import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { pause } from '@anteroom/ui/ground/within.ts'

/** Draws one picture of the camera, changed, to the canvas. A `VideoFrame` is the drawer's to close. */
type Draw = (picture: VideoFrame | HTMLVideoElement, width: number, height: number) => Promise<void>

/** W3C's "MediaStreamTrack Insertable Media Processing using Streams", as Chromium has it on the page itself. */
type TrackStreams = {
  MediaStreamTrackProcessor?: new (init: {
    track: MediaStreamTrack
    maxBufferSize?: number
  }) => { readable: ReadableStream<VideoFrame> }
  MediaStreamTrackGenerator?: new (init: {
    kind: 'video'
  }) => MediaStreamTrack & { writable: WritableStream<VideoFrame> }
}

const picturesPerSecond = 24

/** A track of what `draw` makes of the camera's pictures, one after the other. Fails when the first cannot be drawn. */
export function pictureLoop(
  camera: MediaStreamTrack,
  canvas: HTMLCanvasElement,
  clock: Clock,
  until: AbortSignal,
  draw: Draw,
): Promise<MediaStreamTrack> {
  const { MediaStreamTrackProcessor, MediaStreamTrackGenerator } = globalThis as TrackStreams
  return MediaStreamTrackProcessor && MediaStreamTrackGenerator
    ? byStreams(new MediaStreamTrackProcessor({ track: camera, maxBufferSize: 1 }).readable, {
        canvas,
        until,
        draw,
        output: new MediaStreamTrackGenerator({ kind: 'video' }),
      })
    : byVideo(camera, canvas, clock, until, draw)
}

type Streams = {
  canvas: HTMLCanvasElement
  until: AbortSignal
  draw: Draw
  output: MediaStreamTrack & { writable: WritableStream<VideoFrame> }
}

/** Goes on at full speed while the page is behind others, as when a clinician writes into the patient's record. */
async function byStreams(
  pictures: ReadableStream<VideoFrame>,
  { canvas, until, draw, output }: Streams,
): Promise<MediaStreamTrack> {
  const reader = pictures.getReader()
  const writer = output.writable.getWriter()
  async function end() {
    output.stop()
    await Promise.allSettled([reader.cancel(), writer.close()])
  }
  /** False when there is nothing more to come. */
  async function next(): Promise<boolean> {
    const { value: picture, done } = await reader.read()
    if (done) return false
    const { displayWidth, displayHeight, timestamp } = picture
    try {
      await draw(picture, displayWidth, displayHeight)
    } finally {
      picture.close()
    }
    await writer.write(new VideoFrame(canvas, { timestamp }))
    return !until.aborted
  }
  until.addEventListener('abort', () => void end())
  try {
    await next()
  } catch (error) {
    await end()
    throw error
  }
  const run = async () => {
    while (await next());
  }
  void run()
    .catch((error: unknown) => until.aborted || console.error('The background is not blurred any more', error))
    .then(end)
  return output
}

/** Where pictures can only be had by way of the page; while it is hidden, browsers let it draw one each second. */
async function byVideo(
  camera: MediaStreamTrack,
  canvas: HTMLCanvasElement,
  clock: Clock,
  until: AbortSignal,
  draw: Draw,
): Promise<MediaStreamTrack> {
  const video = document.createElement('video')
  video.muted = true
  video.playsInline = true
  video.srcObject = new MediaStream([camera])
  await video.play()
  const next = () => draw(video, video.videoWidth, video.videoHeight)
  await next()
  // Before the stream is asked for, a canvas needs a context, which the first picture has given it.
  const [output] = canvas.captureStream(picturesPerSecond).getVideoTracks()
  if (!output) throw new DOMException('A canvas gives no pictures', 'NotSupportedError')
  const run = async () => {
    while (!until.aborted && camera.readyState === 'live') {
      const began = clock.now()
      await next()
      await pause(clock, Math.max(0, 1000 / picturesPerSecond - (clock.now() - began)), until)
    }
  }
  void run()
    .catch((error: unknown) => until.aborted || console.error('The background is not blurred any more', error))
    .finally(() => {
      output.stop()
      video.srcObject = null
    })
  return output
}
