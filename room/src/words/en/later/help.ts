/** Help in a call: what somebody cannot do, and what a host answers with one press. */
export const enHelp = {
  tell: (host: string) => `Tell ${host} what is wrong`,
  troubles: {
    hear: 'I cannot hear you',
    see: 'I cannot see you',
    heard: 'You cannot hear me',
    other: 'Something else',
  },
  read: (host: string) => `${host} reads it now.`,
  unheard: 'That did not arrive. Please tell them another way.',
  answer: 'Reply',
  tellThem: (name: string) => `Tell ${name}:`,
  theirs: (name: string, states: readonly string[]) => `${name}: ${states.join(', ')}`,
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
