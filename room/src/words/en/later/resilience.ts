/** The words for what goes wrong with sound and picture in a call, and is put right again. */
export const enResilience = {
  ownVideoPaused: 'Your video is paused because of a weak connection.',
  ownVideoPausedText: 'The others still hear you. The video comes back by itself.',
  ownInterrupted: 'Your device has paused your camera or microphone.',
  ownInterruptedText: 'A phone call or another app may be using it.',
  resume: 'Resume camera and sound',
  stillPaused: 'Still nothing? Load the page again; your place is kept.',
  forgotten: 'Your camera and microphone are off.',
  forgottenText: 'This page loaded again, and your browser does not remember whether they were on.',
  turnBothOn: 'Turn both on',
  gone: (device: string, now: string) => `${device} is gone. Now using ${now}.`,
  back: (device: string) => `${device} is back and used again.`,
  notStarted: (device: string, still: string) => `${device} could not be started. Still using ${still}.`,
  someDevice: { microphone: 'Your microphone', camera: 'Your camera' },
  anotherDevice: { microphone: 'another microphone', camera: 'another camera' },
}
