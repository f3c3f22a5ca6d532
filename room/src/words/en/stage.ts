/** The words around the pictures of a call. */
export const enStage = {
  selfMenu: 'Options for my picture',
  frozen: 'The picture stands still. Waiting for it…',
  weak: 'Weak line',
  ownGood: 'Your connection is good again.',
}
