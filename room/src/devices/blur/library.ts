import { GaussianBlurBackgroundProcessor } from '@twilio/video-processors'

/** Draws one picture to the canvas, with what is behind people blurred. Takes a `VideoFrame` over and closes it. */
export type DrawBlurred = (picture: VideoFrame | HTMLVideoElement, canvas: HTMLCanvasElement) => Promise<void>

/** Bundled by itself (`vite.config.ts`), beside the files that it fetches from `assetsPath`. */
export async function createBlur(assetsPath: string): Promise<DrawBlurred> {
  // The library asks of each picture whether it is one, and Firefox has none of them before 130.
  Object.assign(globalThis, { VideoFrame: globalThis.VideoFrame ?? class {} })
  const processor = new GaussianBlurBackgroundProcessor({ assetsPath, blurFilterRadius: 12, maskBlurRadius: 5 })
  await processor.loadModel()
  return (picture, canvas) => processor.processFrame(picture, canvas)
}
