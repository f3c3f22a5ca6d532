/** The words for what goes wrong with sound and picture in a call, and is put right again. */
export const enResilience = {
  videoPaused: 'Video paused, weak connection',
  videoPausedOf: (name: string) => `${name}’s video is paused because of a weak connection.`,
  interrupted: 'Interrupted for a moment',
  interruptedOf: (name: string) => `${name} is interrupted for a moment.`,
}
