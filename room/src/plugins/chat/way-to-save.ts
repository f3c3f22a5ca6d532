import { browserOf } from '../../words/browser.ts'

/** By the browser's downloads, by the system's sheet, or not at all. */
export type WayToSave = 'download' | 'share' | 'none'

/** The browsers inside apps have no downloads; some have the system's sheet, by which a file is saved or sent on. */
export function wayToSave(): WayToSave {
  if (browserOf(navigator.userAgent, navigator.maxTouchPoints).browser !== 'in-app') return 'download'
  const canShare = navigator.canShare?.({ files: [new File([], 'file.pdf', { type: 'application/pdf' })] })
  return canShare ? 'share' : 'none'
}
