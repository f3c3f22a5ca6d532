/** The words for a link that is in use in two places. */
export const enElsewhere = {
  window: 'Your call is open in another window.',
  windowText: 'You can go on here instead.',
  device: 'Your call is open on another device.',
  deviceText: 'Your other device will ask you to agree.',
  unsure: 'This link is open already.',
  unsureText:
    'Cookies are off in this browser, so we cannot tell whether it was open here. When you join, you come in once the other page is closed or agrees.',
  opened: (name: string) => `${name}’s link was opened on another device`,
  moves: 'The call moves there when you let them in.',
}
