/** Help in a call: what somebody cannot do, and what a host answers with one press. */
export const enHelp = {
  tell: (host: string) => `Tell ${host} what is not working`,
  troubles: {
    hear: 'I cannot hear you',
    see: 'I cannot see you',
    heard: 'You cannot hear me',
    seen: 'You cannot see me',
    other: 'Something else',
  },
  reads: (host: string) => `${host} sees it on the screen at once.`,
  read: (host: string) => `${host} reads it now.`,
  unheard: 'That did not arrive. Please tell them another way.',
  answer: 'Reply',
  both: {
    on: (name: string) => `${name}’s microphone and camera are on`,
    off: (name: string) => `${name}’s microphone and camera are off`,
  },
  devices: (name: string, devices: string) => `${name}: ${devices}`,
  sendTo: (name: string) => `Send to ${name}:`,
  answers: {
    speaker: 'Check your speaker',
    volume: 'Turn up the volume',
    unmute: 'Press Unmute',
    video: 'Start your video',
    reload: 'Load the page again',
    chat: 'Write in the chat',
  },
  answered: (host: string, answer: string) => `${host}: ${answer}`,
}
