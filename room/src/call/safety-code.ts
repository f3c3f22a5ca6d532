/** What identifies the two ends of a line, such as the certificates with which they encrypt: the same pair at both. */
export type Fingerprints = Readonly<{ local: string; remote: string }>

const groups = 4
const bytesOfGroup = 5
/** Makes each guess expensive for somebody who searches for certificates that give two people the same code. */
const rounds = 200_000
const salt = 'anteroom safety code 1'

/**
 * What two people compare by voice: the same at both ends of a line, and another one when somebody stands between
 * them. Four groups of five digits (docs/decisions/0019-safety-code.md).
 */
export async function safetyCode({ local, remote }: Fingerprints): Promise<string> {
  const text = new TextEncoder()
  const both = [local, remote].map((fingerprint) => fingerprint.toLowerCase()).sort()
  const secret = await crypto.subtle.importKey('raw', text.encode(both.join(' ')), 'PBKDF2', false, ['deriveBits'])
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: text.encode(salt), iterations: rounds },
    secret,
    groups * bytesOfGroup * 8,
  )
  const bytes = [...new Uint8Array(bits)]
  const group = (at: number) =>
    bytes.slice(at * bytesOfGroup, (at + 1) * bytesOfGroup).reduce((sum, byte) => sum * 256 + byte, 0) % 100_000
  return Array.from({ length: groups }, (_, at) => String(group(at)).padStart(5, '0')).join(' ')
}
