/** Help in a call: what somebody cannot do, and what a host answers with one press. */
export const enHelp = {
  asks: {
    hear: (name: string) => `${name} cannot hear you`,
    see: (name: string) => `${name} cannot see you`,
    heard: (name: string) => `${name} thinks that you cannot hear them`,
    seen: (name: string) => `${name} thinks that you cannot see them`,
    other: (name: string) => `${name} needs help`,
  },
  microphone: { on: 'Microphone on', off: 'Microphone off', failed: 'Microphone does not work' },
  camera: { on: 'Camera on', off: 'Camera off', failed: 'Camera does not work' },
}
