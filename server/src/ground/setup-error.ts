/** Something outside of the program has to be put right first; the message says what, and is all that is printed. */
export class SetupError extends Error {
  override name = 'SetupError'
}
