/** A link to be handed on, or to be opened elsewhere. */
export const enLink = {
  copy: 'Copy link',
  copied: 'Copied',
  copiedLong: 'The link is copied.',
  copyByHand: 'It could not be copied. The link is marked below: please copy it by hand.',
  share: 'Share link',
  code: 'Code with the link, to be scanned with a camera',
}

/** For browsers that can have no camera and no microphone, before anything is filled in. */
export const enOtherBrowser = {
  title: 'Please open this page in another browser',
  text: 'You may have opened your link inside an app for mail or messages. Camera and microphone do not work here.',
  /** What the system's own browsers are called. */
  browser: { apple: 'Safari', others: 'Chrome' },
  steps: (browser: string) => [
    `Look for a menu on this screen, often three dots, and choose “Open in ${browser}” or “Open in browser”.`,
    `If there is none, copy your link here. Open ${browser} and put the link into the address field.`,
  ],
  scan: 'Or scan the code with the camera of another phone or tablet, which opens the page there.',
  insecureTitle: 'Camera and microphone do not work here',
  insecureText: 'Browsers allow them only on pages whose address begins with “https”. Please tell the practice.',
  goOn: 'Go on without camera and microphone',
  goOnText: 'You will see and hear the others, and can write to them.',
}
