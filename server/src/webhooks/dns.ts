import type { LookupAddress } from 'node:dns'
import { lookup, Resolver } from 'node:dns/promises'

const perServer = { timeout: 3_000, tries: 2 }

/**
 * The addresses of a name. Name servers are asked without one of the few threads that the process has for files and
 * the like: a name whose servers do not answer would hold that for many seconds, and a few such names everything else.
 * Only for what they say there is no such name, the system is asked as well: it may stand in the hosts file.
 */
export async function addressesOf(name: string): Promise<LookupAddress[]> {
  // RFC 6761 6.3: not for name servers.
  if (/(^|\.)localhost\.?$/.test(name)) return lookup(name, { all: true })
  const resolver = new Resolver(perServer)
  const [four, six] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
  const found = [
    ...(four.status === 'fulfilled' ? four.value : []).map((address) => ({ address, family: 4 })),
    ...(six.status === 'fulfilled' ? six.value : []).map((address) => ({ address, family: 6 })),
  ]
  if (found.length > 0) return found
  const failures = [four, six].map((answer) => (answer.status === 'rejected' ? answer.reason : null))
  const unanswered = failures.find((error) => !/^(ENOTFOUND|ENODATA|ECONNREFUSED)$/.test(error?.code))
  if (unanswered) throw unanswered
  return lookup(name, { all: true })
}
