/** The words of the check before the call. */
export const enCheck = {
  running: 'Checking your connection…',

  /** What those read who let somebody in. */
  findings: {
    'no-calls': 'Browser cannot do calls',
    'sound-only': 'Sound only',
    'no-microphone': 'No microphone',
    'no-devices': 'No camera, no microphone',
    'weak-line': 'Weak line',
    'no-relay': 'Relay not reached',
    'no-way': 'Network may block the call',
  },
}
