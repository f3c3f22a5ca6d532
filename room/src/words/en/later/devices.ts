import type { Browser, System } from '../../browser.ts'

/** What the words are about. */
export type What = 'microphone' | 'camera' | 'both'
export type Where = { browser: Browser; system: System }

const it = (what: What) => (what === 'both' ? 'camera and microphone' : what)
const are = (what: What) => (what === 'both' ? 'are' : 'is')
const them = (what: What) => (what === 'both' ? 'them' : 'it')

const tryAgain = 'Try again'
const tryAgainWith = (what: What) => `${tryAgain}: ${it(what)}`

/** Where the question that was answered with no can be answered again. */
function allowSteps(what: What, { browser, system }: Where): string[] {
  if (system === 'ios' && browser === 'safari') {
    return [
      'Tap the page menu at the side of the address.',
      'Tap the three dots if there are any, then “Website Settings”.',
      `Set ${it(what)} to “Allow”.`,
      `Come back here and tap “${tryAgain}”.`,
    ]
  }
  if (system === 'ios') {
    return [
      'Open the “Settings” app of your phone or tablet.',
      'Tap “Apps”, then the name of your browser.',
      `Switch on ${it(what)}.`,
      `Come back here and tap “${tryAgain}”.`,
    ]
  }
  if (system === 'android') {
    return [
      'Tap the symbol at the left of the address.',
      'Tap “Permissions”.',
      `Switch on ${it(what)}.`,
      `Come back here and tap “${tryAgain}”.`,
    ]
  }
  if (browser === 'firefox') {
    return [
      `Select the crossed-out ${what === 'microphone' ? 'microphone' : 'camera'} beside the address.`,
      'Select the cross beside “Blocked”.',
      `Come back here and select “${tryAgain}”, then “Allow”.`,
    ]
  }
  if (browser === 'safari') {
    return [
      'In the “Safari” menu, select “Settings for This Website…”.',
      `Set ${it(what)} to “Allow”.`,
      `Come back here and select “${tryAgain}”.`,
    ]
  }
  return [
    'Select the symbol at the left of the address.',
    `Switch on ${it(what)}.`,
    `Come back here. If nothing happens, select “${tryAgain}”.`,
  ]
}

/** Where the system keeps all browsers, or this one, from a device. */
function systemSteps(what: What, { system }: Where): string[] {
  const name = what === 'both' ? '“Camera” and “Microphone”' : what === 'camera' ? '“Camera”' : '“Microphone”'
  if (system === 'mac') {
    return [
      'Open “System Settings”, then “Privacy & Security”.',
      `Open ${name} and switch on your browser.`,
      'Close your browser, open it again, and open your link once more.',
    ]
  }
  if (system === 'windows') {
    return [
      'Open “Settings”, then “Privacy & security”.',
      `Open ${name}, and switch on the access and “Let desktop apps access…”.`,
      'Come back here and select “Try again”.',
    ]
  }
  if (system === 'ios' || system === 'android') {
    return [
      'Open the “Settings” app and look for the list of apps.',
      `Open your browser there and allow ${name}.`,
      'Come back here and tap “Try again”.',
    ]
  }
  return [`Allow ${name} for your browser in the settings of your system.`, 'Come back here and select “Try again”.']
}

const goodBrowser = ({ system }: Where) => (system === 'ios' || system === 'mac' ? 'Safari' : 'Chrome, Edge or Firefox')
const none = (): string[] => []

type Telling = {
  title: (what: What) => string
  text: (what: What, where: Where) => string
  steps: (what: What, where: Where) => string[]
}

/** For each way in which a device cannot be had: what it is, what it means, and the steps out of it. */
const problems = {
  denied: {
    title: (what: What) => `Your ${it(what)} ${are(what)} blocked`,
    text: () => '',
    steps: allowSteps,
  },
  'denied-by-system': {
    title: (what: What) => `Your device keeps your ${it(what)} from the browser`,
    text: () => 'A setting of your computer or phone is in the way.',
    steps: systemSteps,
  },
  dismissed: {
    title: (what: What) => `Your ${it(what)} ${are(what)} not allowed yet`,
    text: () => 'Your browser asked for permission, and the question was closed.',
    steps: () => [`Select “${tryAgain}”.`, 'When your browser asks, select “Allow”.'],
  },
  missing: {
    title: (what: What) => (what === 'both' ? 'No camera and no microphone found' : `No ${what} found`),
    text: (what: What) =>
      `If you have ${what === 'both' ? 'them' : 'one'}, please plug ${them(what)} in. It is then used by itself.`,
    steps: none,
  },
  'in-use': {
    title: (what: What) => `Your ${it(what)} cannot be started`,
    text: (what: What) => `Another program may be using ${them(what)}, such as another video call.`,
    steps: (what: What) => [`Close other programs and tabs that may use ${them(what)}.`, 'Then select “Try again”.'],
  },
  insecure: {
    title: (what: What) => `Your ${it(what)} cannot be used on this page`,
    text: () => 'Browsers allow it only on pages whose address begins with “https”. Please tell the practice.',
    steps: none,
  },
  framed: {
    title: (what: What) => `This page may not use your ${it(what)}`,
    text: () => 'It is shown inside another page that does not allow it. Open it in a tab of its own instead.',
    steps: none,
  },
  unsupported: {
    title: (what: What) => `This app cannot use your ${it(what)}`,
    text: (_: What, where: Where) =>
      `You may have opened the link inside an app for mail or messages. Please open it in ${goodBrowser(where)}.`,
    steps: (_: What, where: Where) => [
      'Copy the link with the button below.',
      `Open ${goodBrowser(where)}.`,
      'Put the link into the address field and go there.',
    ],
  },
  background: {
    title: () => 'Your background cannot be blurred',
    text: () => 'Your camera stays off meanwhile, so that nobody sees what you wanted to hide.',
    steps: none,
  },
  unknown: {
    title: (what: What) => `Your ${it(what)} did not start`,
    text: () => 'Trying again often helps; so does closing the browser and opening your link once more.',
    steps: none,
  },
} satisfies Record<string, Telling>

export const enDevices = {
  camera: 'Camera',
  speaker: 'Speaker',
  problems: problems as Readonly<Record<keyof typeof problems, Telling>>,
  /** What the button reads, and its whole name: there may be one for each device. */
  tryAgain,
  tryAgainWith,
  newTab: 'Open in a new tab',
  noTab: 'Nothing opened? The page around this one does not allow it. Copy the link and open it in a tab of its own.',
  noiseSuppression: 'Reduce background noise',
  unnamed: (kind: string, n: number) => `${kind} ${n}`,
  systemSpeaker: 'The device’s own choice',
  none: 'None found',
  notAllowed: 'Not known before it is allowed',
  testSpeaker: 'Test speaker',
  testing: 'Do you hear it?',
  testHelp: 'If you hear nothing, turn the volume up or choose another speaker.',
  blur: 'Blur my background',
  blurHint: 'The others see you, and not the room behind you.',
  showUnblurred: 'Show it without blur',
}
