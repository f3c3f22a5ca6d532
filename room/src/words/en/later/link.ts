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
  text: 'Camera and microphone do not work here, as in many apps for mail or messages.',
  /** What the system's own browsers are called. */
  browser: { apple: 'Safari', others: 'Chrome' },
  menu: (browser: string) =>
    `Or look for a menu, often three dots, and choose “Open in ${browser}” or “Open in browser”.`,
  scan: 'Scan this code with the camera of another phone or tablet. It opens this page there.',
  elsewhere: 'Use another device',
  insecureTitle: 'Camera and microphone do not work here',
  insecureText: 'Browsers allow them only on pages whose address begins with “https”. Please tell the practice.',
  goOn: 'Go on without camera and microphone',
  goOnText: 'If you go on here, you see and hear the others, and can write to them.',
  /** Where there is a camera and nothing that carries a call. */
  noCalls: {
    title: 'This browser cannot do video calls',
    text: 'A setting or an add-on may have switched them off.',
    steps: (browser: string) => ['Copy your link.', `Open ${browser} and paste the link into the address field.`],
    /** Apple's own name for it, and for what there is to tap. */
    lockdownTitle: 'Lockdown Mode does not allow calls',
    lockdownText: 'You can allow calls on this website:',
    lockdownSteps: {
      ios: [
        'Open the page menu beside the address.',
        'Tap the three dots, then “Website Settings”.',
        'Switch off “Lockdown Mode”. It stays on everywhere else.',
      ],
      mac: [
        'In the “Safari” menu, select “Settings for This Website…”.',
        'Switch off “Enable Lockdown Mode”. It stays on everywhere else.',
      ],
      app: [
        'Open the “Settings” app, then “Privacy & Security”.',
        'Tap “Lockdown Mode”, then “Configure Web Browsing”.',
        'Switch off the app that you read this in.',
      ],
    },
    goOn: 'Wait here',
    goOnText: (team: string) => `${team} can also write to you here.`,
  },
  /** In the call, when it could not begin. */
  failedTitle: 'The call did not start',
  failedText: 'Your browser could not begin the call. Loading the page again often helps; your place is kept.',
}
