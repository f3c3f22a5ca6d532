/** The words around the pictures of a call. */
export const enStage = {
  pin: 'Keep large',
  unpin: 'No longer large',
  pinned: (name: string) => `${name} stays large.`,
  unpinned: 'The pictures are arranged by themselves again.',
  of: (action: string, name: string) => `${action}: ${name}`,
  selfMenu: 'Options for my picture',
  showWhole: 'Show all of the picture',
  fillScreen: 'Fill the screen',
  pictureInPicture: 'Small window over other programs',
  leavePictureInPicture: 'Back into the call',
  pictureInPictureFailed: 'The small window did not open. Please try again.',
  frozen: 'The picture stands still. Waiting for it…',
  weak: 'Weak connection',
  'very-weak': 'Very weak connection',
  ownGood: 'Your connection is good again.',
}
