import { type ConnectRefusal, Handshake } from '@anteroom/contract/realtime'
import { Compile } from 'typebox/compile'
import { findUnstorable } from '../ground/payload.ts'

const check = Compile(Handshake)

/**
 * What a page says of itself, or null when it cannot be used. A link in capitals is the same link, and counts as one. A
 * name that cannot be stored keeps nobody out: the event that follows is answered with what is wrong with it.
 */
export function readHandshake(auth: unknown): Handshake | null {
  if (!check.Check(auth)) return null
  const { enter, ...written } = auth
  const page = { ...written, link: written.link.toLowerCase() }
  if (findUnstorable(page) !== null) return null
  return enter && findUnstorable(enter) === null ? { ...page, enter } : page
}

/** A page that is not let in, and what it is told. */
export class Refusal extends Error {
  override name = 'Refusal'

  readonly code: ConnectRefusal

  constructor(code: ConnectRefusal) {
    super(code)
    this.code = code
  }
}
