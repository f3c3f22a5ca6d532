/**
 * Whether a page of an origin may show what came with these policies in a frame (CSP 3, 6.4.2): the header's value, in
 * which several policies are separated by commas and all count. `own` is the origin that they came from.
 */
export function mayFrame(policies: string, origin: string, own: string): boolean {
  return ancestorsIn(policies).every((sources) => sources.some((source) => matches(source, origin, own)))
}

/** The sources of each policy that has any. */
export function ancestorsIn(policies: string): string[][] {
  return policies.split(',').flatMap((policy) => {
    const [, sources] = /(?:^|;)\s*frame-ancestors\s+([^;]+)/i.exec(policy) ?? []
    return sources ? [sources.trim().split(/\s+/)] : []
  })
}

function matches(source: string, origin: string, own: string): boolean {
  const { protocol, hostname, port } = new URL(origin)
  if (source === "'self'") return origin === own
  if (source === '*') return true
  if (/^[a-z][a-z0-9+.-]*:$/i.test(source)) return source === protocol
  const [, scheme, host = '', wantedPort] =
    /^(?:([a-z][a-z0-9+.-]*:)\/\/)?([^:/]+)(?::(\d+|\*))?\/?$/i.exec(source) ?? []
  if ((scheme ?? new URL(own).protocol) !== protocol) return false
  if (wantedPort !== '*' && (wantedPort ?? '') !== port) return false
  return host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host
}
