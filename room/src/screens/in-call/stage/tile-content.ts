import type { Line, Quality } from '../../../call/media.ts'

/** What one tile of the stage shows. */
export type TileContent = {
  key: string
  kind: 'person' | 'self' | 'screen'
  visitId: string
  name: string
  video: MediaStreamTrack | null
  microphoneOff: boolean
  /** Null for one's own tile. */
  line: Line | null
  /** Their browser can hold no calls, so that nothing will ever come. */
  noCalls?: boolean
  /** Why there is nothing to see or hear for now although the line is open. */
  pause: 'interrupted' | 'videoPaused' | null
  onHold: boolean
  /** Null for one's own tile, for screens, and before anything is known. */
  quality: Quality | null
  speaking: boolean
  handRaised: boolean
}
