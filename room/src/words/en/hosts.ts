/** What hosts do in a call beyond talking, and how it is told to those concerned. */
export const enHosts = {
  locked: 'The room is locked.',
  unlocked: 'The room is open again.',
  lockedSign: 'Locked',

  more: (name: string) => `More for ${name}`,
  madeHost: (by: string) => (by ? `${by} made you a host.` : 'You are a host now.'),
  unmadeHost: 'You are no longer a host.',
}

/** What people are told when a host has moved them, or a door has opened. */
export const enTold = {
  letIn: 'You are in the call now.',
  mayJoin: 'It is time. You can join now.',
  resumed: 'You are back in the call.',
  sentBack: (who: string) => `${who} asks you to wait here. Nothing is wrong: your call is not over.`,
  endedBy: (name: string) => `${name} ended the call.`,
  lockedTitle: 'The room is locked',
}
