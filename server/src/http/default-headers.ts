/** One year. */
const hsts = 'max-age=31536000'

/**
 * What every answer says to browsers, unless its route says otherwise: it is what its type says, its address is nobody
 * else's business, no page of another site may load it as a part of itself or keep hold of the window it is shown in.
 */
export function defaultHeaders(publicUrl: string): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    // Pages have policies of their own; anything else runs nothing and is shown in no frame.
    'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    // Not for the hosts below this one: nobody has asked them.
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': hsts } : {}),
  }
}
