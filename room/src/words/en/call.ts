/** "Ada, Ben and Cleo". */
export const list = (names: readonly string[]) =>
  Intl.ListFormat ? new Intl.ListFormat('en', { type: 'conjunction' }).format(names) : names.join(', ')

/** The words in a call: its controls, its people, its menu. */
export const enCall = {
  call: {
    title: (names: readonly string[]) => (names.length > 0 ? `Call with ${list(names)}` : 'Call'),
    controls: 'Controls',
    tiles: 'People in the call',
    alone: 'Nobody else is here yet',
    anybody: 'Whoever comes will appear here.',
    stay: 'Please keep this page open.',
    invite: 'Invite somebody else',
    expected: (names: readonly string[]) => `${list(names)} will appear here.`,
    joined: (name: string) => `${name} has joined.`,
    left: (name: string) => `${name} has left.`,
    mute: 'Mute',
    unmute: 'Unmute',
    microphone: 'microphone',
    stopVideo: 'Stop video',
    startVideo: 'Start video',
    people: 'People',
    peopleCount: (n: number) => `People, ${n} in the call`,
    raiseHand: 'Raise hand',
    lowerHand: 'Lower hand',
    handRaised: 'Hand raised',
    raisedHand: (name: string) => `${name} has raised a hand.`,
    menu: 'Menu',
    more: 'More',
    moreCount: (n: number) => `More, ${n} new`,
    moreNotices: (n: number) => `${n} more`,
    choose: { microphone: 'Choose a microphone', camera: 'Choose a camera' },
    end: 'End call',
    endTitle: 'Leave or end the call?',
    leaveText: (names: readonly string[]) =>
      names.length > 0
        ? `${list(names)} ${names.length === 1 ? 'stays' : 'stay'} in the call.`
        : 'You can come back by the same link.',
    endForEveryone: 'End for everyone',
    endForEveryoneText: (others: number): string =>
      others === 1 ? 'The call ends for both of you.' : 'The call ends for everyone at once.',
    microphoneOff: 'Microphone off',
    cameraOff: 'Camera off',
    speaking: 'Speaking',
    onHold: 'On hold',
    line: {
      connecting: 'Connecting…',
      interrupted: 'Interrupted. Reconnecting…',
      failed: 'No connection. Trying again…',
    },
    screenOf: (name: string) => `Screen of ${name}`,
    playingStopped: 'Your browser has stopped sound or pictures.',
    playAgain: 'Play sound and pictures',
    pluginFailed: 'A part of the call could not be loaded.',
    tryAgain: 'Try again',
  },

  people: {
    title: 'People',
  },

  menu: {
    help: 'Help',
  },
}
