/** The words around the pictures of a call. */
export const enStage = {
  selfMenu: 'Options for my picture',
  frozen: 'The picture stands still. Waiting for it…',
  weak: 'Weak connection',
  'very-weak': 'Very weak connection',
  ownGood: 'Your connection is good again.',
}
