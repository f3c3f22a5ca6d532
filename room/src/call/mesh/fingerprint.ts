const fingerprintLine = /^a=fingerprint:(\S+) +(\S+) *$/gim
const sha256 = /^(?:[0-9a-f]{2}:){31}[0-9a-f]{2}$/

/**
 * The fingerprint in a session description (RFC 8122). Null when there is more than one, as then any of their
 * certificates would do and none of them says who is there.
 */
export function fingerprintOf(sdp: string | undefined): string | null {
  const found = [...(sdp ?? '').matchAll(fingerprintLine)].map(([, hash = '', value = '']) => ({
    hash: hash.toLowerCase(),
    value: value.toLowerCase(),
  }))
  const [first] = found
  if (first?.hash !== 'sha-256' || !sha256.test(first.value)) return null
  return found.every(({ hash, value }) => hash === first.hash && value === first.value) ? first.value : null
}
