/** The words of showing a screen. */
export const words = {
  key: 'Share your screen, or stop',
  close: 'Close',
  newTab: 'Open in a new tab',
  share: 'Share',
  shareLong: 'screen',
  stop: 'Stop sharing',
  sharing: 'You are showing your screen to the others.',
  started: 'You are showing your screen.',
  stopped: 'Your screen is no longer shown.',
  otherShares: 'Somebody else is showing their screen. Yours will be shown beside it.',
  denied: 'The browser did not allow it. Look for its permission to record the screen in the system settings.',
  framed: 'The page around this call does not let you show your screen. In a tab of its own you can.',
  failed: 'The screen could not be shown. Please try again.',
}
