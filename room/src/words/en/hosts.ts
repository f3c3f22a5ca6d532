/** What hosts do in a call beyond talking, and how it is told to those concerned. */
export const enHosts = {
  lock: 'Lock room',
  unlock: 'Unlock room',
  locked: 'The room is locked.',
  unlocked: 'The room is open again.',
  lockedSign: 'Locked',
  lockedText: 'Nobody new comes in unless a host lets them in.',

  more: (name: string) => `More for ${name}`,
  makeHost: 'Make host',
  makeHostTitle: (name: string) => `Make ${name} a host?`,
  makeHostText: 'Hosts let people in and send them out, lock the room, invite others, and end the call for everyone.',
  makeHostForGood: 'They stay a host, also when they come back by their link.',
  isHostNow: (name: string) => `${name} is a host now.`,
  madeHost: (by: string) => (by ? `${by} made you a host.` : 'You are a host now.'),
  madeHostText: 'You can let people in, mute others, and end the call for everyone.',
  unmadeHost: 'You are no longer a host.',
  unmadeHostText: 'You stay in the call as before.',

  invite: 'Invite',
  inviteTitle: 'Invite somebody to this call',
  inviteName: 'Their name',
  inviteNameHint: 'If you leave it empty, they are asked for it.',
  inviteRole: 'They come as',
  inviteRoles: {
    GUEST: 'waits until a host lets them in',
    PARTICIPANT: 'comes straight in, as an interpreter does',
    HOST: 'can do all that you can',
  },
  guestWithoutWaiting: 'comes straight in',
  makeLink: 'Make a link',
  linkTitle: (name: string) => (name ? `Link for ${name}` : 'The link for your guest'),
  linkText: 'This link is for one person. Whoever has it can come in, so give it to them alone.',
  linkReady: 'The link is ready.',
  inviteAnother: 'Invite another',
  done: 'Done',
}

/** What people are told when a host has moved them, or a door has opened. */
export const enTold = {
  letIn: 'You are in the call now.',
  mayJoin: 'It is time. You can join now.',
  resumed: 'You are back in the call.',
  sentBack: 'A host has sent you back to the waiting room.',
  removed: (by: string) => `${by} has taken you out of this call`,
  endedBy: (name: string) => `${name} has ended it for everyone. Your camera and microphone are off.`,
  lockedTitle: 'The room is locked',
  lockedText: (team: string) =>
    `The call runs, and nobody new comes in at the moment. ${team} can see that you are here and can let you in.`,
  lockedGoesOn: 'When the room is open again, this page goes on by itself.',
}
