import { timingSafeEqual } from 'node:crypto'
import { sha256 } from './service.ts'

/** What a code is bound to by PKCE (RFC 7636 4.2). */
export type Challenge = { value: string; method: 'S256' | 'plain' }

/** RFC 7636 4.1 */
export const isVerifier = (text: string): boolean => /^[A-Za-z0-9._~-]{43,128}$/.test(text)

/** RFC 7636 4.6 */
export function isVerifierOf({ value, method }: Challenge, verifier: string): boolean {
  const given = method === 'S256' ? sha256(verifier).toString('base64url') : verifier
  return timingSafeEqual(sha256(given), sha256(value))
}
