/** Where the reasons for a missing device and the ways on stand in full. */
const seeAbove = 'What you can do stands above.'

/** The words of the check before the call. */
export const enCheck = {
  good: 'No problems found',
  weak: 'Your connection is weak',
  soundOnly: 'Your connection is good for sound only',
  noServer: 'We can hardly be reached from here',
  noWay: 'Your network may block the call',
  hardWay: 'Your network may make the call difficult',
  noBrowser: 'This browser cannot do video calls',
  noCamera: 'Your camera is not ready',
  noMicrophone: 'Your microphone is not ready',
  noDevices: 'Camera and microphone are not ready',
  again: 'Check again',
  /** What only whoever helps wants to know. */
  details: 'Technical details',
  /** While a part is being looked at. */
  looking: 'One moment…',
  notKnown: 'Not known.',

  /** Offered when the line is too slow for pictures. */
  suggest: {
    title: 'Join with sound only?',
    text: 'Your line is slow at the moment. Without your picture you will be heard much better.',
    button: 'Switch my camera off',
    done: 'Your camera is off. You can switch it on at any time.',
  },

  parts: {
    browser: {
      name: 'Browser',
      ok: 'Can do video calls.',
      insecure: 'This page is not secure, so no camera can be used. Please tell the practice.',
      'no-webrtc': 'Cannot do video calls. Please use another browser or another device.',
      'no-devices': 'Cannot use a camera or microphone. Please open your link in Chrome, Edge, Firefox or Safari.',
    },
    camera: {
      name: 'Camera',
      ok: 'Works.',
      off: 'Switched off.',
      asking: 'Your browser asks whether it may be used. Please select “Allow”.',
      still: 'Gives no picture. Is it covered, or used by another program?',
      problem: `Cannot be used. ${seeAbove}`,
    },
    microphone: {
      name: 'Microphone',
      ok: 'You can be heard.',
      off: 'Switched off.',
      asking: 'Your browser asks whether it may be used. Please select “Allow”.',
      unheard: 'Is on. No sound heard yet: please say something.',
      silenced: 'Is kept quiet by your device. Is there a switch on it, or on your headset?',
      problem: `Cannot be used. ${seeAbove}`,
    },
    speaker: {
      name: 'Speaker',
      ok: 'You heard the test.',
      untested: 'Not tried yet.',
      unheard: 'You heard nothing. Turn the volume up, or choose another speaker above.',
      play: 'Play a sound',
      heard: 'I heard it',
      notHeard: 'I heard nothing',
    },
    reachability: {
      name: 'Network',
      ok: 'Lets the call through.',
      'slow-server': 'Lets the call through. We can be reached by the slower way only, which is enough.',
      'no-udp': 'Lets the call through by a slow way only. Another network, such as that of your phone, may be better.',
      'no-relay': 'A help for difficult networks cannot be reached. If the call does not work, try another network.',
      'no-way': 'Seems to block sound and picture. Try another network, such as that of your phone, without a VPN.',
      'no-server': 'We can hardly be reached. Check that you are online, or try another network.',
      ways: 'Ways through the network',
      works: 'works',
      reached: 'answers',
      blocked: 'blocked',
      notTried: 'not tried',
    },
    bandwidth: {
      name: 'Speed',
      ok: 'Enough for picture and sound.',
      weak: 'Enough for sound; pictures may stop at times. Move closer to your router, or close other programs.',
      'sound-only': 'Enough for sound only. Move closer to your router, or close other programs.',
      rates: (up: string, down: string) => `Sending ${up}, receiving ${down} Mbit/s`,
    },
  },

  ways: {
    websocket: 'To us, the fast way',
    'long-polling': 'To us, the slower way',
    direct: 'Directly between browsers',
    reflexive: 'Through your router',
    'turn-udp': 'Through a relay',
    'turn-tcp': 'Through a relay, by TCP',
    'turn-tls': 'Through a relay, encrypted as web pages are',
  },
}
