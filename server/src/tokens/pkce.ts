import { timingSafeEqual } from 'node:crypto'
import { sha256 } from './service.ts'

/** RFC 7636 4.1 */
export const isVerifier = (text: string): boolean => /^[A-Za-z0-9._~-]{43,128}$/.test(text)

/** RFC 7636 4.6, by S256: there is no other method here. */
export function isVerifierOf(challenge: string, verifier: string): boolean {
  return timingSafeEqual(sha256(sha256(verifier).toString('base64url')), sha256(challenge))
}
