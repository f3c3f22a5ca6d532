import { isIPv6 } from 'node:net'

/**
 * Whom an address stands for. A network of IPv6 is given to one customer whole, mostly as a /64, so that one
 * device has more addresses than could ever be counted.
 */
export function addressKey(ip: string): string {
  return keyOf(ip, 4)
}

/** The same more widely: whoever asks for a larger network of IPv6 gets a /48, with 65,536 of those in it. */
export function networkKey(ip: string): string {
  return keyOf(ip, 3)
}

function keyOf(ip: string, groupCount: number): string {
  if (!isIPv6(ip)) return ip
  const plain = ip.replace(/%.*$/, '').toLowerCase()
  const asIpv4 = /^(?:0*:)*:?ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)
  if (asIpv4?.[1]) return asIpv4[1]
  const [head = '', tail] = plain.split('::')
  const first = head.split(':').filter(Boolean)
  const last = tail?.split(':').filter(Boolean) ?? []
  const missing = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length - (plain.includes('.') ? 1 : 0))
  const groups = [...first, ...Array.from({ length: missing }, () => '0'), ...last]
  return `${groups
    .slice(0, groupCount)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/${groupCount * 16}`
}
