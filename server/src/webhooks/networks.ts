import { BlockList, isIP } from 'node:net'

/**
 * Where requests to addresses that somebody else has chosen may go. Who registers a URL and who sends something there ask the
 * same: `whyNot` of the URL, and `whyNotTo` of what its name leads to. `allows` decides on the address that is really
 * connected to.
 */
export type Networks = ReturnType<typeof createNetworks>

/** What is wrong with a URL: as it is said to whoever registers it, and of a delivery. */
export const refusals = {
  'not-web': { asked: 'must be an address that begins with https://', sent: 'it does not begin with https://' },
  credentials: {
    asked: 'must not have credentials in it; give them as authentication',
    sent: 'it has credentials in it',
  },
  fragment: { asked: 'must not have a fragment (#)', sent: 'it has a fragment (#)' },
  // With how whoever runs the service lets webhooks in there all the same.
  private: {
    asked: 'must not lead into a private or reserved network, unless WEBHOOK_NETWORKS of the server allows it',
    sent: 'it is in a private or reserved network, and WEBHOOK_NETWORKS of the server does not allow it',
  },
  unencrypted: {
    asked: 'must begin with https://, unless it leads into a network that WEBHOOK_NETWORKS of the server allows',
    sent: 'it does not begin with https://, and WEBHOOK_NETWORKS of the server does not allow it',
  },
} as const
export type Refusal = keyof typeof refusals

/** IANA's registry of special IPv4 addresses (RFC 6890 and later), multicast and class E: none is a host on the internet. */
const reserved4 = listOf([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
])

/** All that is given to hosts on the internet (RFC 4291 2.4); what maps or translates IPv4 addresses lies outside. */
const global6 = listOf(['2000::/3'])
/** IANA's registry of special IPv6 addresses, as far as they lie within. */
const reserved6 = listOf(['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'])

export function createNetworks(allowed: readonly string[]) {
  const exceptions = listOf(allowed)

  /** Without TLS only what was allowed by name. */
  function allows(address: string, isSecure: boolean): boolean {
    if (isIn(exceptions, address)) return true
    if (!isSecure) return false
    const family = isIP(address)
    return family === 4
      ? !isIn(reserved4, address)
      : family === 6 && isIn(global6, address) && !isIn(reserved6, address)
  }

  return {
    allows,

    /** What is wrong with a URL whatever its name may lead to; null when nothing is. */
    whyNot(text: string): Refusal | null {
      // A URL that is written in an odd way, such as http://127.1, is read here as it will be when it is connected to.
      const url = URL.canParse(text) ? new URL(text) : null
      if (!url || !/^https?:$/.test(url.protocol)) return 'not-web'
      if (url.username || url.password) return 'credentials'
      if (url.hash) return 'fragment'
      const isSecure = url.protocol === 'https:'
      const address = addressOf(url)
      if (address && !allows(address, true)) return 'private'
      const isAllowed = address ? allows(address, isSecure) : isSecure || allowed.length > 0
      return isAllowed ? null : 'unencrypted'
    },

    /** What is wrong with what a name leads to, when it is none of these addresses that may be connected to. */
    whyNotTo(addresses: readonly string[], isSecure: boolean): Refusal | null {
      if (addresses.some((address) => allows(address, isSecure))) return null
      return isSecure || !addresses.some((address) => allows(address, true)) ? 'private' : 'unencrypted'
    },
  }
}

/** The address that stands in a URL; null when it has a name. */
export function addressOf({ hostname }: URL): string | null {
  const host = hostname.replace(/^\[|\]$/g, '')
  return isIP(host) ? host : null
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', prefix] = network.split('/')
    const type = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (prefix === undefined) list.addAddress(address, type)
    else list.addSubnet(address, Number(prefix), type)
  }
  return list
}

function isIn(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}
