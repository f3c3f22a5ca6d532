// Loaded before a server process (NODE_OPTIONS): the clock of its machine is wrong by SHIFT_MS milliseconds.

const shiftMs = Number(process.env.SHIFT_MS)
const RightDate = Date

globalThis.Date = class extends RightDate {
  constructor(...given: [] | [number]) {
    if (given.length === 0) super(RightDate.now() + shiftMs)
    else super(...given)
  }

  static override now() {
    return RightDate.now() + shiftMs
  }
} as DateConstructor
