/** What is said, in writing. */
export const enCaptions = {
  title: 'Captions',
  hint: 'Written on this device, from what you hear. No sound leaves it, and nothing is kept.',
  unavailable: 'This browser cannot write captions on this device. Chrome or Edge on a computer can.',
  listening: 'What the others say appears here.',
  fetching: 'Your browser is fetching what it needs for captions. This happens once.',
  off: 'Captions off',
}
