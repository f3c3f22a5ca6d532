/** The words for a link that is in use in two places. */
export const enElsewhere = {
  unsureWay: (team: string) =>
    `If you opened it here before: cookies are off in this browser, so we cannot recognise it. Please allow them, and ask ${team} for a new link.`,
  asking: 'Please confirm on your other device',
  askingText: (team: string) => `We are asking there whether the call may move here. ${team} can let you in, too.`,
  mayMoveIn: (left: string) => `If nobody answers there, you can move it here yourself in ${left}.`,
  mayMove: 'Nobody has answered there. You can move it here yourself.',
  refused: 'Your call stays on your other device',
  refusedText: 'To move it here, ask again, then press “Move it there” on your other device.',
  asked: 'Move the call to the other device?',
  askedText: 'Your link was opened on another device, and somebody there wants to join. If that is not you, stay here.',
  move: 'Move it there',
  stay: 'Stay here',
  takenWindow: 'You opened the same link in a newer window, and the call moved there.',
  onceOnly: 'Please keep this page open until the end.',
  onceOnlyText:
    'Your browser keeps nothing of it, and your link works in one browser only. If this page closes, you may not get back in.',
}
