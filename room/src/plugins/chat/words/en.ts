/** The words of the chat. */
export const words = {
  key: 'Chat',
  you: 'You',
  someone: 'Someone',
  title: 'Chat',
  control: 'Chat',
  controlCount: (n: number) => (n === 0 ? 'Chat' : `Chat, ${n === 1 ? '1 new message' : `${n} new messages`}`),
  says: (name: string, text: string) => `${name} writes: ${text}`,
  show: 'Show',

  files: {
    offers: (name: string, file: string) => `${name} sends the file ${file}.`,
    savedBy: (name: string) => `${name} saved the messages.`,
    savedByMe: 'You saved the messages. The others can read that you did.',
  },
}
