/** What hosts do in a call beyond talking, and how it is told to those concerned. */
export const enHosts = {
  lock: 'Lock room',
  unlock: 'Unlock room',
  lockedText: 'Nobody new comes in unless a host lets them in.',
  makeHost: 'Make host',
  makeHostTitle: (name: string) => `Make ${name} a host?`,
  makeHostText: 'Hosts let people in and send them out, lock the room, invite others, and end the call for everyone.',
  makeHostForGood: 'They stay a host, also when they come back by their link.',
  isHostNow: (name: string) => `${name} is a host now.`,
  madeHostText: 'You can let people in, mute others, and end the call for everyone.',
  unmadeHostText: 'You stay in the call as before.',

  invite: 'Invite',
  inviteTitle: 'Invite somebody to this call',
  inviteName: 'Their name',
  inviteNameHint: 'If you leave it empty, they are asked for it.',
  inviteRole: 'They join as',
  inviteRoles: {
    GUEST: 'Patient or family',
    PARTICIPANT: 'Interpreter or carer',
    HOST: 'Colleague',
  },
  inviteHints: {
    GUEST: 'Waits until you let them in.',
    PARTICIPANT: 'Comes straight in.',
    HOST: 'Comes straight in, as a host like you.',
  },
  makeLink: 'Create link',
  linkTitle: (name: string) => (name ? `Link for ${name}` : 'The link for your guest'),
  linkText: 'This link is for one person. Whoever has it can come in, so give it to them alone.',
  linkReady: 'The link is ready.',
  inviteAnother: 'Invite another',
  done: 'Done',
}

/** What people are told when a host has moved them, or a door has opened. */
export const enTold = {
  removed: (by: string) => `${by} has taken you out of this call`,
  lockedText: (team: string) =>
    `The call runs, and nobody new comes in at the moment. ${team} can see that you are here and can let you in.`,
  lockedGoesOn: 'When the room is open again, this page goes on by itself.',
}
