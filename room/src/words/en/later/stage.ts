/** The words around the pictures of a call. */
export const enStage = {
  pin: 'Keep large',
  unpin: 'No longer large',
  pinned: (name: string) => `${name} stays large.`,
  unpinned: 'The pictures are arranged by themselves again.',
  of: (action: string, name: string) => `${action}: ${name}`,
  showWhole: 'Show all of the picture',
  fillScreen: 'Fill the screen',
  pictureInPicture: 'Small window over other programs',
  leavePictureInPicture: 'Back into the call',
  pictureInPictureFailed: 'The small window did not open. Please try again.',
  ownPicture: 'My picture',
  hideSelf: 'Hide my picture',
  selfHidden: 'Your picture is hidden from you. The others still see you.',
  showSelf: 'Show me my own picture',
  moveSelf: 'Move my picture to the next corner',
  ownWeak: 'Your connection is weak.',
  ownWeakText: 'Without video the others hear you better.',
  screenComing: (name: string) => `${name}’s screen appears in a moment…`,
  shortcuts: 'Keyboard shortcuts',
  shortcutsOn: 'Use single keys as shortcuts',
  shortcutsHint: 'They do nothing while you write.',
  keyGroups: { own: 'You', panels: 'Panels', view: 'View' },
  keys: {
    microphone: 'Microphone on or off',
    camera: 'Camera on or off',
    hand: 'Raise or lower your hand',
    people: 'People',
    waiting: 'Waiting room',
    layout: 'Change the layout',
    fullScreen: 'Full screen',
    list: 'Keyboard shortcuts',
  },
}

/** What is said, in writing. */
export const enCaptions = {
  title: 'Captions',
  hint: 'Written on this device, from what you hear. No sound leaves it, and nothing is kept.',
  unavailable: 'This browser cannot write captions on this device. Chrome or Edge on a computer can.',
  listening: 'What the others say appears here.',
  fetching: 'Your browser is fetching what it needs for captions. This happens once.',
  off: 'Captions off',
}

/** The words of the safety code. */
export const enSafety = {
  button: 'Safety code',
  title: (name: string) => `Safety code with ${name}`,
  text: (name: string) =>
    `Read it to each other: if ${name} sees the same numbers, nobody stands between you and can listen or watch.`,
  differs: 'If the numbers differ, end the call and get in touch in another way.',
  none: 'There is no code until you are connected to each other.',
}
