/** The words for a link that is in use in two places. */
export const enElsewhere = {
  window: 'This link is open in another window.',
  windowText: 'Join to go on here.',
  device: 'This link is in use on another device.',
  deviceText: 'When you join, we ask there whether the call may move here.',
  unsure: 'This link is open already.',
  unsureText:
    'Cookies are off in this browser, so we cannot tell whether it was open here. When you join, you come in once the other page is closed or agrees.',
  opened: (name: string) => `${name}’s link was opened on another device`,
  moves: 'The call moves there when you let them in.',
}
